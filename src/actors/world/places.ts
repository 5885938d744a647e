/**
 * Places that news names without saying where they are: large cities, first divisions of large states, seas, continents and regions.
 * A line: ISO 3166-1 code (or `--`: of no one state), then names, apart by semicolons; other names of the same place follow `=`.
 * A name with a comma ("Oakland, California") also goes by what stands before the comma. Capitals stand with the states.
 */
export const placeTable = `
-- Africa; Asia; Europe; North America; South America; Latin America; Central America; Oceania; Australasia; Eurasia; Antarctica
-- Middle East = Mideast; Near East; Far East; North Africa; West Africa; East Africa; Southern Africa; Central Africa; Sub-Saharan Africa = sub-Saharan Africa; Horn of Africa; Sahel; Maghreb; Levant; Sahara
-- Western Europe; Eastern Europe; Central Europe; Northern Europe; Southern Europe; Scandinavia; Balkans; Caucasus; Crimea; Iberian Peninsula; Iberia; Baltic states = Baltics; Benelux; Low Countries
-- Southeast Asia = South-East Asia, Southeastern Asia; South Asia; East Asia; Central Asia; Northeast Asia; North Asia; Western Asia; Asia-Pacific = Asia Pacific; Indo-Pacific; Korean Peninsula = Korean peninsula; Indochina; Pacific Rim; Kashmir
-- Caribbean; West Indies; Antilles; Andes; Amazon Basin; Gulf Coast; Arctic; Arabian Peninsula; Sinai Peninsula = Sinai; Golan Heights
-- Atlantic Ocean = Atlantic; Pacific Ocean = Pacific; Indian Ocean; Arctic Ocean; Southern Ocean; South Atlantic; North Atlantic; South Pacific; North Pacific
-- South China Sea; East China Sea; Yellow Sea; Sea of Japan; Mediterranean Sea = Mediterranean; Black Sea; Red Sea; Caspian Sea; Baltic Sea; North Sea; Arabian Sea; Caribbean Sea; Bering Sea; Sea of Azov; Aegean Sea; Adriatic Sea; Irish Sea; Dead Sea
-- Persian Gulf; Gulf of Aden; Gulf of Mexico; Gulf of Oman; Gulf of Guinea; Strait of Hormuz; Strait of Malacca; Taiwan Strait; Suez Canal; Panama Canal; English Channel; Bay of Bengal; Bosphorus; Dardanelles; Kerch Strait
-- Spratly Islands; Paracel Islands; Senkaku Islands; Diaoyu Islands; Scarborough Shoal; Kuril Islands; Channel Islands; Canary Islands; Himalayas; Alps; Rocky Mountains; Himalaya; Pyrenees; Urals; Mount Everest
-- Nile; Danube; Rhine; Mekong; Yangtze = Yangtze River; Yellow River; Amazon River; Mississippi River; Euphrates; Tigris; Jordan River; Volga; Ganges; Rio Grande; Thames = River Thames; Earth; Moon; Mars
-- Eastern Ukraine = eastern Ukraine; Northern Iraq = northern Iraq; Northern Cyprus; Kurdistan; Mesopotamia; Bengal; Transnistria; Abkhazia; South Ossetia; Nagorno-Karabakh; Donbas = Donbass; Western Hemisphere; Soviet Union = USSR, U.S.S.R.; Yugoslavia; Czechoslovakia; East Germany; West Germany; Ottoman Empire; British Empire; Prussia
US Alabama; Alaska; Arizona; Arkansas; California; Colorado; Connecticut; Delaware; Florida; Hawaii; Idaho; Illinois; Indiana; Iowa; Kansas; Kentucky; Louisiana; Maine; Maryland; Massachusetts; Michigan; Minnesota; Mississippi; Missouri; Montana; Nebraska; Nevada; New Hampshire; New Jersey; New Mexico; New York (state) = New York State; North Carolina; North Dakota; Ohio; Oklahoma; Oregon; Pennsylvania; Rhode Island; South Carolina; South Dakota; Tennessee; Texas; Utah; Vermont; Virginia; Washington (state) = Washington State; West Virginia; Wisconsin; Wyoming
US New York City = New York, N.Y.; Los Angeles = LA, L.A.; Chicago; Houston; Phoenix, Arizona; Philadelphia; San Antonio; San Diego; Dallas; Austin, Texas; San Jose, California; San Francisco; Seattle; Denver; Boston; Detroit; Nashville, Tennessee; Portland, Oregon; Las Vegas; Memphis, Tennessee; Baltimore; Milwaukee; Albuquerque, New Mexico; Tucson, Arizona; Fresno, California; Sacramento, California; Kansas City, Missouri; Atlanta; Miami; Oakland, California; Minneapolis; Tampa, Florida; New Orleans; Cleveland; Pittsburgh; Cincinnati; St. Louis = Saint Louis; Orlando, Florida; Honolulu; Indianapolis; Charlotte, North Carolina; Columbus, Ohio; Fort Worth, Texas; El Paso, Texas; Oklahoma City; Omaha, Nebraska; Salt Lake City; Buffalo, New York; Anchorage, Alaska; Long Beach, California; Berkeley, California; Palo Alto, California; Cupertino, California; Irvine, California; Santa Monica, California; Pasadena, California; Cambridge, Massachusetts; Everett, Washington; Mobile, Alabama; Charleston, South Carolina; Norfolk, Virginia; Arlington, Virginia; Richmond, Virginia; Baton Rouge, Louisiana; Little Rock, Arkansas; Des Moines, Iowa; Wichita, Kansas; Tulsa, Oklahoma; Birmingham, Alabama; Huntsville, Alabama; Dayton, Ohio; Toledo, Ohio; Flint, Michigan; Newark, New Jersey; Jersey City, New Jersey; Hartford, Connecticut; New Haven, Connecticut; Albany, New York; Rochester, New York; Spokane, Washington; Tacoma, Washington; Boise, Idaho; Reno, Nevada; Ferguson, Missouri; Guantanamo Bay; Silicon Valley; Manhattan; Brooklyn; Bronx; Queens; Hollywood; Midwest; New England; Pacific Northwest; Great Lakes; Camp David; Pearl Harbor; Cape Canaveral; Hudson River; Long Island; Martha's Vineyard; Bay Area
CA Ontario; Quebec = Québec; British Columbia; Alberta; Manitoba; Saskatchewan; Nova Scotia; New Brunswick; Newfoundland and Labrador = Newfoundland; Prince Edward Island; Yukon; Nunavut; Northwest Territories; Toronto; Montreal = Montréal; Vancouver; Calgary; Edmonton; Winnipeg; Quebec City; Halifax, Nova Scotia; Hamilton, Ontario; Kananaskis; Charlevoix
MX Guadalajara; Monterrey; Tijuana; Ciudad Juárez = Ciudad Juarez; Cancún = Cancun; Acapulco; Chiapas; Sinaloa; Oaxaca; Veracruz; Yucatán = Yucatan; Baja California; Los Cabos
BR São Paulo = Sao Paulo; Rio de Janeiro = Rio; Salvador, Bahia; Belo Horizonte; Porto Alegre; Recife; Fortaleza; Manaus; Amazonas
AR Córdoba, Argentina; Rosario, Argentina; Mendoza, Argentina; Patagonia
CO Medellín = Medellin; Cali; Cartagena, Colombia
VE Maracaibo
PE Cusco; Arequipa
EC Guayaquil
CL Valparaíso = Valparaiso
GB England; Scotland; Wales; Northern Ireland; Birmingham; Manchester; Liverpool; Leeds; Sheffield; Bristol; Glasgow; Edinburgh; Cardiff; Belfast; Newcastle upon Tyne = Newcastle; Nottingham; Leicester; Southampton; Portsmouth; Plymouth; Brighton; Oxford; Cambridge; York; Bath, Somerset; Exeter; Norwich; Aberdeen; Dundee; Coventry; Hull; Cornwall; Devon; Kent; Essex; Yorkshire; Lancashire; Sussex; Surrey; Norfolk; Suffolk; Dorset; Hampshire; Salisbury; Swansea; Derry; Soho; Westminster; Greenwich; London Heathrow Airport = Heathrow, London Heathrow, Heathrow Airport; Gatwick = Gatwick Airport; Camp Bastion; Gleneagles; Lough Erne
IE Cork (city) = Cork; Galway; Limerick
FR Marseille = Marseilles; Lyon; Toulouse; Nice; Nantes; Strasbourg; Bordeaux; Lille; Cannes; Calais; Normandy; Brittany; Corsica; Provence; Alsace; Evian; Deauville; Biarritz; Grenoble; Versailles
DE Hamburg; Munich; Cologne; Frankfurt; Stuttgart; Düsseldorf = Dusseldorf; Dortmund; Essen; Leipzig; Dresden; Hanover; Nuremberg; Bremen; Bonn; Heidelberg; Bavaria; Saxony; Hesse; North Rhine-Westphalia; Rhineland; Heiligendamm; Wolfsburg; Potsdam
IT Milan; Naples; Turin; Palermo; Genoa; Bologna; Florence; Venice; Bari; Verona; Pisa; Sicily; Sardinia; Tuscany; Lombardy; Lampedusa; L'Aquila; Taormina
ES Barcelona; Valencia; Seville; Zaragoza; Málaga = Malaga; Bilbao; Catalonia; Andalusia; Basque Country; Galicia (Spain) = Galicia; Majorca; Ibiza
PT Porto; Madeira; Azores
NL Rotterdam; Utrecht; Eindhoven; Groningen; Maastricht; Leiden
BE Antwerp; Ghent; Bruges; Liège = Liege; Flanders; Wallonia
CH Zürich = Zurich; Geneva; Basel; Lausanne; Davos; Lugano; Lucerne
AT Salzburg; Graz; Innsbruck; Linz
PL Kraków = Krakow, Cracow; Gdańsk = Gdansk; Łódź = Lodz; Wrocław = Wroclaw; Poznań = Poznan
CZ Brno; Ostrava; Bohemia; Moravia
HU Debrecen
RO Cluj-Napoca; Timișoara = Timisoara; Transylvania
BG Plovdiv; Varna
GR Thessaloniki; Crete; Lesbos; Piraeus
SE Gothenburg; Malmö = Malmo; Uppsala
NO Bergen; Trondheim; Utøya = Utoya
DK Aarhus; Odense; Zealand
FI Turku; Tampere; Espoo; Rovaniemi
RU Saint Petersburg = St. Petersburg, St Petersburg, Leningrad; Novosibirsk; Yekaterinburg; Kazan; Nizhny Novgorod; Sochi; Vladivostok; Samara; Rostov-on-Don; Chechnya; Dagestan; Ingushetia; Siberia; Grozny; Tatarstan; Kaliningrad; Beslan; Volgograd; Stalingrad; Ufa; Murmansk; Sakhalin; Kursk; Belgorod; Bryansk; Red Square
UA Kharkiv = Kharkov; Odesa = Odessa; Dnipro = Dnipropetrovsk; Donetsk; Luhansk = Lugansk; Lviv = Lvov; Mariupol; Zaporizhzhia; Kherson; Sevastopol; Simferopol; Chernobyl; Slovyansk = Slavyansk; Bakhmut; Debaltseve; Bucha; Zaporizhia
BY Gomel; Brest, Belarus
TR Istanbul = Constantinople; İzmir = Izmir; Antalya; Adana; Gaziantep; Incirlik; Anatolia; Diyarbakır = Diyarbakir
IL Tel Aviv; Haifa; Beersheba; Golan; Eilat; Ashdod
PS Gaza Strip; Gaza City = Gaza; West Bank; Rafah; Khan Younis = Khan Yunis; Hebron; Nablus; Jenin; East Jerusalem; Bethlehem
SY Aleppo; Homs; Hama; Idlib; Raqqa = Raqqah, Ar Raqqah; Palmyra; Deir ez-Zor = Deir al-Zor, Dayr Az Zawr, Deir Ezzor; Latakia; Kobani = Kobane; Daraa = Deraa; Manbij; Al-Bab; Eastern Ghouta; Afrin; Douma; Al Hasakah = Hasakah; Abu Kamal; Dabiq; Madaya; Tartus; Shaddadi; Ghouta; Al-Tanf
IQ Mosul; Basra; Kirkuk; Erbil = Irbil; Fallujah; Ramadi; Tikrit; Najaf; Karbala; Samarra; Sinjar; Anbar = Al Anbar; Baiji = Bayji; Sulaymaniyah; Qayyarah; Nineveh = Ninewa; Tal Afar; Haditha; Sadr City; Al Asad; Habbaniyah; Iraqi Kurdistan; Rutbah; Hit, Iraq; Diyala
IR Isfahan = Esfahan; Mashhad; Shiraz; Tabriz; Qom; Natanz; Bushehr; Fordow; Abadan; Arak, Iran; Kermanshah
SA Mecca; Medina; Jeddah; Dhahran; Dammam
AE Dubai; Sharjah
YE Aden; Hodeidah = Hudaydah; Taiz; Marib
EG Alexandria; Giza; Luxor; Suez; Port Said; Sharm el-Sheikh; Aswan; Tahrir Square; Ismailia
LY Benghazi; Sirte; Misrata; Tobruk; Derna
TN Sousse; Sfax
DZ Oran
MA Casablanca; Marrakesh = Marrakech; Fez; Tangier
LB Tripoli, Lebanon; Sidon; Tyre, Lebanon; Bekaa Valley
JO Zarqa; Aqaba
SD Darfur; Port Sudan; Omdurman; El Fasher
ET Tigray; Mekelle
SO Puntland; Somaliland; Kismayo
KE Mombasa; Kisumu; Garissa; Eldoret
NG Lagos; Kano; Ibadan; Port Harcourt; Borno; Maiduguri; Chibok; Kaduna; Niger Delta
ZA Johannesburg; Cape Town; Durban; Soweto; Port Elizabeth; Bloemfontein; Pretoria
ML Timbuktu; Gao; Kidal
CD Goma; Lubumbashi; Kivu; Bukavu
CI Abidjan
TZ Dar es Salaam; Zanzibar; Arusha
CM Douala
AF Kandahar; Herat; Mazar-i-Sharif; Jalalabad; Kunduz; Helmand; Lashkar Gah; Bagram; Ghazni; Tora Bora
PK Karachi; Lahore; Peshawar; Rawalpindi; Faisalabad; Quetta; Multan; Punjab; Sindh; Balochistan; Waziristan; Swat; Abbottabad; Khyber Pakhtunkhwa
IN Mumbai = Bombay; Delhi; Kolkata = Calcutta; Chennai = Madras; Bangalore = Bengaluru; Hyderabad; Ahmedabad; Pune; Jaipur; Lucknow; Goa; Gujarat; Maharashtra; Tamil Nadu; Kerala; Karnataka; West Bengal; Uttar Pradesh; Bihar; Assam; Rajasthan; Jammu and Kashmir; Srinagar; Kochi; Amritsar; Varanasi; Bhopal; Arunachal Pradesh; Ladakh; Manipur
BD Chittagong; Cox's Bazar
LK Jaffna
MM Yangon = Rangoon; Mandalay; Rakhine State = Rakhine
TH Phuket; Chiang Mai; Pattaya
VN Ho Chi Minh City = Saigon; Da Nang; Haiphong; Hue
MY Penang; Johor; Sabah; Sarawak; Putrajaya
ID Bali; Surabaya; Bandung; Medan; Sumatra; Java; Sulawesi; Papua; Aceh; Borneo; Banda Aceh; Bogor; Yogyakarta
PH Cebu; Davao; Mindanao; Luzon; Quezon City; Leyte; Tacloban; Marawi; Palawan
CN Shanghai; Guangzhou; Shenzhen; Tianjin; Chongqing; Chengdu; Wuhan; Nanjing; Hangzhou; Xi'an = Xian; Harbin; Shenyang; Dalian; Qingdao; Ürümqi = Urumqi; Lhasa; Tibet; Xinjiang; Sichuan; Guangdong; Yunnan; Hunan; Hubei; Henan; Hebei; Shandong; Shanxi; Shaanxi; Fujian; Zhejiang; Jiangsu; Anhui; Guangxi; Guizhou; Gansu; Qinghai; Heilongjiang; Jilin; Liaoning; Inner Mongolia; Hainan; Kunming; Suzhou; Xiamen; Macau; Wuzhen; Tiananmen Square = Tiananmen; Ningbo; Ningxia; Great Wall of China = Great Wall; Boao; Sanya
TW Kaohsiung; Taichung; Kinmen
JP Osaka; Kyoto; Hiroshima; Nagasaki; Yokohama; Sapporo; Fukushima; Nagoya; Kobe; Fukuoka; Okinawa; Hokkaido; Sendai; Nagano; Honshu; Kyushu; Narita; Ise-Shima
KR Busan; Incheon; Daegu; Panmunjom; Pyeongchang; Jeju; Gwangju; Yeonpyeong
KP Kaesong; Yongbyon; Punggye-ri; Sinuiju
KZ Almaty; Baikonur
KG Osh
AU New South Wales = NSW; Victoria (Australia) = Victoria; Queensland; South Australia; Western Australia; Tasmania; Northern Territory; Australian Capital Territory; Sydney; Melbourne; Brisbane; Perth; Adelaide; Hobart; Darwin, Northern Territory; Gold Coast, Queensland; Cairns; Newcastle, New South Wales; Christmas Island
NZ Auckland; Christchurch; Dunedin; Hamilton, New Zealand; Rotorua; Queenstown
`;

export interface Place {
  /** The name an encyclopedia files it under: "Oakland, California". */
  readonly title: string;
  /** The name in running English: "Oakland". */
  readonly name: string;
  readonly names: readonly string[];
  readonly country: string | undefined;
}

function readPlaces(): Place[] {
  const places: Place[] = [];
  for (const line of placeTable.trim().split('\n')) {
    const code = line.slice(0, 2);
    for (const entry of line.slice(3).split('; ')) {
      const [title = '', others] = entry.split(' = ');
      const short = title.replace(/ \([^)]*\)$/u, '');
      const names = new Set([short, short.split(', ')[0]!, ...(others === undefined ? [] : others.split(', '))]);
      // A division that shares its name with a city or a state is only meant when the text says so.
      if (title.endsWith(' (state)')) names.delete(short);
      places.push({ title, name: short.split(', ')[0]!, names: [...names], country: code === '--' ? undefined : code });
    }
  }
  return places;
}

export const places: readonly Place[] = readPlaces();
