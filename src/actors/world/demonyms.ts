/**
 * Words for a state's people and things. A line: ISO 3166-1 code, the adjective, then nouns for its people where they are not
 * the adjective itself (singular; plurals are formed by rule). Further adjectives follow a slash.
 */
export const demonymTable = `
AD Andorran
AE Emirati
AF Afghan
AG Antiguan / Barbudan
AL Albanian
AM Armenian
AO Angolan
AR Argentine / Argentinian / Argentinean
AT Austrian
AU Australian , Aussie
AZ Azerbaijani / Azeri
BA Bosnian / Herzegovinian
BB Barbadian , Bajan
BD Bangladeshi
BE Belgian
BF Burkinabe / Burkinabé
BG Bulgarian
BH Bahraini
BI Burundian
BJ Beninese
BN Bruneian
BO Bolivian
BR Brazilian
BS Bahamian
BT Bhutanese
BW Botswanan / Motswana
BY Belarusian / Belarussian
BZ Belizean
CA Canadian
CD Congolese
CF Central African
CH Swiss
CI Ivorian
CL Chilean
CM Cameroonian
CN Chinese
CO Colombian
CR Costa Rican
CU Cuban
CV Cape Verdean
CY Cypriot / Greek Cypriot
CZ Czech
DE German
DJ Djiboutian
DK Danish , Dane
DM Dominican
DO Dominican
DZ Algerian
EC Ecuadorian / Ecuadorean
EE Estonian
EG Egyptian
ER Eritrean
ES Spanish , Spaniard
ET Ethiopian
FI Finnish , Finn
FJ Fijian
FM Micronesian
FR French , Frenchman
GA Gabonese
GB British , Briton , Brit
GD Grenadian
GE Georgian
GH Ghanaian
GL Greenlandic , Greenlander
GM Gambian
GN Guinean
GQ Equatoguinean / Equatorial Guinean
GR Greek
GT Guatemalan
GW Bissau-Guinean
GY Guyanese
HK Hong Kong
HN Honduran
HR Croatian , Croat
HT Haitian
HU Hungarian
ID Indonesian
IE Irish , Irishman
IL Israeli
IN Indian
IQ Iraqi
IR Iranian
IS Icelandic , Icelander
IT Italian
JM Jamaican
JO Jordanian
JP Japanese
KE Kenyan
KG Kyrgyz
KH Cambodian
KI I-Kiribati
KM Comorian
KN Kittitian
KP North Korean
KR South Korean
KW Kuwaiti
KZ Kazakh / Kazakhstani
LA Laotian / Lao
LB Lebanese
LC Saint Lucian
LI Liechtenstein , Liechtensteiner
LK Sri Lankan
LR Liberian
LS Basotho
LT Lithuanian
LU Luxembourgish , Luxembourger
LV Latvian
LY Libyan
MA Moroccan
MC Monegasque
MD Moldovan
ME Montenegrin
MG Malagasy / Madagascan
MH Marshallese
MK Macedonian / North Macedonian
ML Malian
MM Burmese / Myanmar
MN Mongolian
MR Mauritanian
MT Maltese
MU Mauritian
MV Maldivian
MW Malawian
MX Mexican
MY Malaysian
MZ Mozambican
NA Namibian
NE Nigerien
NG Nigerian
NI Nicaraguan
NL Dutch , Dutchman
NO Norwegian
NP Nepali / Nepalese
NR Nauruan
NZ New Zealand , New Zealander , Kiwi
OM Omani
PA Panamanian
PE Peruvian
PG Papua New Guinean
PH Philippine , Filipino
PK Pakistani
PL Polish , Pole
PR Puerto Rican
PS Palestinian
PT Portuguese
PW Palauan
PY Paraguayan
QA Qatari
RO Romanian
RS Serbian , Serb
RU Russian
RW Rwandan
SA Saudi / Saudi Arabian
SB Solomon Islander
SC Seychellois
SD Sudanese
SE Swedish , Swede
SG Singaporean
SI Slovenian / Slovene
SK Slovak / Slovakian
SL Sierra Leonean
SM Sammarinese
SN Senegalese
SO Somali
SR Surinamese
SS South Sudanese
ST São Toméan
SV Salvadoran / Salvadorean
SY Syrian
SZ Swazi
TD Chadian
TG Togolese
TH Thai
TJ Tajik / Tajikistani
TL Timorese / East Timorese
TM Turkmen
TN Tunisian
TO Tongan
TR Turkish , Turk
TT Trinidadian
TV Tuvaluan
TW Taiwanese
TZ Tanzanian
UA Ukrainian
UG Ugandan
US American
UY Uruguayan
UZ Uzbek
VC Vincentian
VE Venezuelan
VN Vietnamese
VU Vanuatuan
WS Samoan
XK Kosovar / Kosovan
YE Yemeni
ZA South African
ZM Zambian
ZW Zimbabwean
`;
