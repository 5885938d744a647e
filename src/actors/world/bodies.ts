import type { ActorType } from '../../core/actor.ts';

/**
 * Bodies, organisations, groups and firms known the world over. Under each heading a line: ISO 3166-1 code (or `--`), the full
 * name, after `=` other names of it. Offices and organisations only: who holds a post is always learnt from the text.
 */
export const bodyTable = `
# organisation
-- United Nations = UN, U.N., United Nations Organization, UNO
-- NATO = North Atlantic Treaty Organization, North Atlantic Treaty Organisation, North Atlantic Alliance
-- European Union = EU, E.U.
-- World Trade Organization = WTO, World Trade Organisation
-- World Health Organization = WHO, World Health Organisation
-- International Monetary Fund = IMF, I.M.F.
-- World Bank = World Bank Group
-- Association of Southeast Asian Nations = ASEAN
-- African Union = AU
-- Arab League = League of Arab States
-- Organization of American States = OAS
-- Organization for Security and Co-operation in Europe = OSCE
-- OECD = Organisation for Economic Co-operation and Development, Organization for Economic Cooperation and Development
-- OPEC = Organization of the Petroleum Exporting Countries
-- Gulf Cooperation Council = GCC
-- Shanghai Cooperation Organisation = SCO, Shanghai Cooperation Organization
-- Asia-Pacific Economic Cooperation = APEC
-- G7 = Group of Seven, G-7
-- G8 = Group of Eight, G-8
-- G20 = Group of Twenty, G-20
-- G77 = Group of 77
-- BRICS
-- Commonwealth of Nations = Commonwealth
-- Council of Europe
-- European Central Bank = ECB
-- Asian Development Bank = ADB
-- African Development Bank
-- Asian Infrastructure Investment Bank = AIIB
-- European Free Trade Association = EFTA
-- Organisation of Islamic Cooperation = OIC, Organization of Islamic Cooperation
-- Organisation for the Prohibition of Chemical Weapons = OPCW, Organization for the Prohibition of Chemical Weapons
-- International Atomic Energy Agency = IAEA
-- International Committee of the Red Cross = ICRC
-- International Red Cross and Red Crescent Movement = Red Cross
-- Interpol = INTERPOL
-- Europol
-- International Olympic Committee = IOC
-- FIFA
-- UEFA
-- Amnesty International
-- Human Rights Watch = HRW
-- Greenpeace
-- Transparency International
-- Médecins Sans Frontières = Doctors Without Borders, Medecins Sans Frontieres, MSF
-- Oxfam
-- WikiLeaks
-- ICANN = Internet Corporation for Assigned Names and Numbers
-- International Telecommunication Union = ITU
-- International Air Transport Association = IATA
-- International Civil Aviation Organization = ICAO
-- International Labour Organization = ILO
-- Wikimedia Foundation
-- World Economic Forum = WEF
-- Nuclear Suppliers Group = NSG
-- Financial Action Task Force = FATF
-- Quad = Quadrilateral Security Dialogue
-- MERCOSUR = Mercosur
-- ECOWAS = Economic Community of West African States
US Democratic Party (United States) = Democratic Party, Democratic National Committee, DNC
US Republican Party (United States) = Republican Party, GOP, Republican National Committee, RNC
US Harvard University = Harvard
US Yale University = Yale
US Stanford University = Stanford
US Princeton University = Princeton
US Massachusetts Institute of Technology = MIT, M.I.T.
US RAND Corporation = RAND, Rand Corporation
US Brookings Institution = Brookings
US Council on Foreign Relations
US Center for Strategic and International Studies = CSIS
US American Civil Liberties Union = ACLU
US Atlantic Council
US National Rifle Association = NRA
US Ku Klux Klan
US Smithsonian Institution = Smithsonian
GB Conservative Party (UK) = Conservative Party, Tory Party
GB Labour Party (UK) = Labour Party
GB Liberal Democrats (UK) = Liberal Democrats, Lib Dems
GB Scottish National Party = SNP
GB UK Independence Party = UKIP
GB Chatham House
GB BBC = British Broadcasting Corporation, BBC News
GB London School of Economics = LSE
GB University of Oxford = Oxford University
GB University of Cambridge = Cambridge University
GB Royal Society
GB Church of England
CN Chinese Communist Party = Communist Party of China, CCP, CPC
JP Liberal Democratic Party (Japan) = Liberal Democratic Party, LDP
IN Bharatiya Janata Party = BJP
IN Indian National Congress = Congress Party
DE Christian Democratic Union of Germany = CDU, Christian Democratic Union
DE Social Democratic Party of Germany = SPD
FR National Front (France) = National Front, Front National
VA Catholic Church = Roman Catholic Church
-- Church of Scientology
# body
-- United Nations Security Council = UN Security Council, U.N. Security Council, Security Council, UNSC
-- United Nations General Assembly = UN General Assembly, U.N. General Assembly, General Assembly, UNGA
-- United Nations Human Rights Council = UN Human Rights Council, Human Rights Council
-- UNICEF = United Nations Children's Fund
-- UNESCO = Unesco, United Nations Educational, Scientific and Cultural Organization
-- UNHCR = UN refugee agency, United Nations High Commissioner for Refugees
-- UNRWA
-- World Food Programme = WFP, World Food Program
-- International Criminal Court = ICC
-- International Court of Justice = ICJ
-- Permanent Court of Arbitration
-- European Commission = EU Commission
-- European Parliament
-- European Council
-- Council of the European Union = EU Council
-- European Court of Justice = ECJ
-- European Court of Human Rights
-- European External Action Service
US White House
US United States Congress = U.S. Congress, US Congress, Congress, Capitol Hill
US United States Senate = U.S. Senate, US Senate, Senate
US United States House of Representatives = U.S. House of Representatives, US House of Representatives, House of Representatives, U.S. House
US Supreme Court of the United States = U.S. Supreme Court, US Supreme Court, United States Supreme Court
US United States Department of Defense = Pentagon, U.S. Department of Defense, US Department of Defense, Department of Defense, Defense Department, DoD, DOD
US United States Department of State = State Department, U.S. State Department, US State Department, Department of State, U.S. Department of State, US Department of State, Foggy Bottom
US United States Department of Justice = Justice Department, Department of Justice, U.S. Justice Department, US Justice Department, U.S. Department of Justice, US Department of Justice, DOJ
US United States Department of Homeland Security = Department of Homeland Security, Homeland Security Department, U.S. Department of Homeland Security, US Department of Homeland Security, DHS
US United States Department of the Treasury = Treasury Department, Department of the Treasury, U.S. Treasury, US Treasury, U.S. Treasury Department, US Treasury Department, United States Treasury Department, U.S. Department of the Treasury, US Department of the Treasury
US United States Department of Commerce = Commerce Department, Department of Commerce, U.S. Department of Commerce, US Department of Commerce, U.S. Commerce Department, US Commerce Department
US United States Department of Energy = Department of Energy, Energy Department, U.S. Department of Energy, US Department of Energy
US United States Department of Transportation = Department of Transportation, Transportation Department, U.S. Department of Transportation, US Department of Transportation
US United States Department of Agriculture = USDA, U.S. Department of Agriculture, US Department of Agriculture
US United States Department of Labor = U.S. Department of Labor, US Department of Labor, Labor Department, Department of Labor
US Federal Bureau of Investigation = FBI, F.B.I.
US Central Intelligence Agency = CIA, C.I.A.
US National Security Agency = NSA, N.S.A.
US National Security Council = NSC
US Office of the Director of National Intelligence = ODNI
US United States Secret Service = Secret Service, U.S. Secret Service, US Secret Service
US Cybersecurity and Infrastructure Security Agency = CISA
US United States Cyber Command = Cyber Command, U.S. Cyber Command, US Cyber Command, USCYBERCOM
US United States Central Command = CENTCOM, U.S. Central Command, US Central Command
US Federal Aviation Administration = FAA
US National Transportation Safety Board = NTSB
US Food and Drug Administration = FDA
US Environmental Protection Agency = EPA
US Federal Reserve = Fed, Federal Reserve Board, U.S. Federal Reserve, US Federal Reserve
US U.S. Securities and Exchange Commission = SEC, Securities and Exchange Commission
US Federal Communications Commission = FCC
US Federal Trade Commission = FTC
US Internal Revenue Service = IRS
US Government Accountability Office = GAO
US Office of Personnel Management = OPM, U.S. Office of Personnel Management
US Office of the United States Trade Representative = USTR, U.S. Trade Representative
US Office of Foreign Assets Control = OFAC
US NASA = National Aeronautics and Space Administration
US Centers for Disease Control and Prevention = CDC
US United States Geological Survey = USGS, U.S. Geological Survey, US Geological Survey
US National Oceanic and Atmospheric Administration = NOAA
US Transportation Security Administration = TSA
US U.S. Immigration and Customs Enforcement = ICE
US U.S. Customs and Border Protection = CBP, Customs and Border Protection
US Drug Enforcement Administration = DEA
US United States Agency for International Development = USAID
US United States Army = U.S. Army, US Army
US United States Navy = U.S. Navy, US Navy, Navy
US United States Air Force = U.S. Air Force, US Air Force, USAF, Air Force
US United States Marine Corps = U.S. Marine Corps, US Marine Corps, Marine Corps, U.S. Marines, US Marines
US United States Coast Guard = U.S. Coast Guard, US Coast Guard, Coast Guard
US United States Armed Forces = U.S. military, US military, U.S. Armed Forces
US New York City Police Department = NYPD
GB Foreign, Commonwealth and Development Office = Foreign Office, Foreign and Commonwealth Office, FCO, FCDO
GB Home Office
GB Ministry of Defence (United Kingdom) = UK Ministry of Defence, MoD
GB HM Treasury
GB Cabinet Office
GB 10 Downing Street = Downing Street, Number 10, No. 10, Number Ten
GB Government of the United Kingdom = Whitehall, UK Government, British Government
GB Parliament of the United Kingdom = UK Parliament, British Parliament
GB House of Commons
GB House of Lords
GB Buckingham Palace
GB Metropolitan Police = Scotland Yard, Met Police
GB National Health Service = NHS
GB National Cyber Security Centre = NCSC
GB GCHQ = Government Communications Headquarters
GB MI5
GB MI6 = Secret Intelligence Service
GB British Army
GB Royal Navy
GB Royal Air Force = RAF
GB Bank of England
GB High Court of Justice
RU Government of Russia = Kremlin
RU Federal Security Service = FSB
RU GRU
RU State Duma = Duma
RU KGB
RU Federation Council
RU Roscosmos = Russian Federal Space Agency
CN People's Liberation Army = PLA
CN Politburo of the Chinese Communist Party = Politburo
CN State Council of the People's Republic of China = State Council
CN National People's Congress = NPC
CN Ministry of State Security = MSS
CN Cyberspace Administration of China = CAC
CN People's Bank of China = PBOC
KP Korean People's Army = KPA
KR Blue House = Cheong Wa Dae
FR Élysée Palace = Élysée, Elysee
FR Quai d'Orsay
DE Bundestag
DE Bundesbank = Deutsche Bundesbank
DE Bundesrat
IL Knesset
IL Israel Defense Forces = IDF, Israeli army
IL Mossad
IR Islamic Revolutionary Guard Corps = IRGC, Revolutionary Guards, Revolutionary Guard
JP Bank of Japan
IN Lok Sabha
IN Rajya Sabha
CA Royal Canadian Mounted Police = RCMP
AU Australian Federal Police
HK Legislative Council of Hong Kong = Legislative Council, LegCo
PS Palestinian National Authority = Palestinian Authority
# group
-- Islamic State of Iraq and the Levant = ISIL, ISIS, Islamic State, Daesh, Da'esh, Islamic State of Iraq and Syria, Islamic State group
-- Al-Qaeda = al-Qaeda, Al Qaeda, al Qaeda, al-Qaida, Al-Qa'ida, AQI, al-Qa'ida
-- Taliban = Taleban
-- Hezbollah = Hizbollah, Hizballah
-- Hamas
-- Al-Shabaab = al-Shabaab, al-Shabab, Al Shabaab
-- Boko Haram
-- Houthi movement = Houthis, Houthi rebels
-- Al-Nusra Front = Jabhat al-Nusra, Nusra Front, al-Nusra Front, Al-Nusrah Front
-- Muslim Brotherhood
-- Kurdistan Workers' Party = PKK
-- People's Protection Units = YPG
-- Syrian Democratic Forces = SDF
-- Free Syrian Army = FSA
-- Syrian Electronic Army = SEA
-- Peshmerga
-- Fatah
-- Palestine Liberation Organization = PLO
-- Irish Republican Army = IRA
-- FARC
-- Anonymous (group)
-- Lazarus Group
-- Fancy Bear = APT28, APT 28
-- Cozy Bear = APT29, APT 29
-- Wagner Group = Wagner
-- Lashkar-e-Taiba
-- The Beatles = Beatles
# firm
US Apple Inc. = Apple, Apple Computer, Apple Computer Inc.
US Microsoft = Microsoft Corp., Microsoft Corporation
US Google = Google Inc.
US Alphabet Inc. = Alphabet
US Amazon (company) = Amazon.com
US Facebook
US Meta Platforms
US Twitter
US YouTube
US Yahoo! = Yahoo
US IBM = International Business Machines
US Intel = Intel Corporation, Intel Corp.
US AMD = Advanced Micro Devices
US Nvidia
US Oracle Corporation = Oracle
US Cisco = Cisco Systems
US Hewlett-Packard = HP
US Dell
US Qualcomm
US Tesla, Inc. = Tesla, Tesla Motors
US SpaceX
US Uber
US Airbnb
US Netflix
US eBay
US PayPal
US Adobe Inc. = Adobe, Adobe Systems
US FireEye
US Mandiant
US CrowdStrike
US Symantec
US McAfee
US Palo Alto Networks
US Verizon = Verizon Communications
US AT&T
US Comcast
US Sprint Corporation = Sprint
US Boeing = Boeing Company, The Boeing Company
US Lockheed Martin
US Northrop Grumman
US Raytheon
US General Dynamics
US General Electric = GE
US General Motors = GM, General Motors Corp., General Motors Corporation
US Ford Motor Company = Ford
US Chrysler = Chrysler LLC, Chrysler Group
US Delta Air Lines = Delta
US American Airlines
US United Airlines
US Continental Airlines
US Southwest Airlines
US AirTran Airways = AirTran
US JetBlue = JetBlue Airways
US FedEx
US UPS = United Parcel Service
US Walmart = Wal-Mart
US Target Corporation
US Starbucks
US McDonald's
US Coca-Cola = The Coca-Cola Company
US PepsiCo = Pepsi
US Nike, Inc. = Nike
US The Walt Disney Company = Disney, Walt Disney
US Sony Pictures = Sony Pictures Entertainment
US Warner Bros. = Warner Brothers
US ExxonMobil = Exxon, Exxon Mobil
US Chevron Corporation = Chevron
US ConocoPhillips
US Halliburton
US Pfizer
US Moderna
US Johnson & Johnson
US Merck & Co. = Merck
US Goldman Sachs
US JPMorgan Chase = JPMorgan, JP Morgan, J.P. Morgan
US Morgan Stanley
US Citigroup
US Citibank
US Bank of America
US Wells Fargo
US Lehman Brothers
US Merrill Lynch
US Bear Stearns
US AIG = American International Group
US Fannie Mae
US Freddie Mac
US Berkshire Hathaway
US BlackRock
US Visa Inc. = Visa
US Mastercard = MasterCard
US American Express
US Moody's
US Standard & Poor's = S&P
US Equifax
US New York Stock Exchange = NYSE
US NASDAQ = Nasdaq
US The New York Times = New York Times
US The Washington Post = Washington Post
US The Wall Street Journal = Wall Street Journal, WSJ
US The Washington Times = Washington Times
US USA Today
US Los Angeles Times
US Associated Press = AP
US CNN
US Fox News = Fox News Channel
US NBC = NBC News
US CBS = CBS News
US ABC News
US MSNBC
US Bloomberg News = Bloomberg
US Time (magazine) = Time magazine
US Newsweek
US NPR = National Public Radio
US Politico
US Major League Baseball = MLB
US National Football League = NFL
US National Basketball Association = NBA
GB Reuters = Thomson Reuters
GB The Guardian = Guardian
GB The Times
GB The Daily Telegraph = Daily Telegraph
GB Financial Times
GB The Economist = Economist
GB Sky News
GB ITV
GB Channel 4
GB BP = British Petroleum
GB HSBC
GB Barclays
GB Lloyds Banking Group = Lloyds
GB Royal Bank of Scotland = RBS
GB Standard Chartered
GB Vodafone
GB BT Group = British Telecom
GB British Airways = BA
GB Virgin Atlantic
GB Rolls-Royce = Rolls-Royce plc
GB BAE Systems = BAE
GB GlaxoSmithKline = GSK
GB AstraZeneca
GB Tesco
GB Unilever
GB London Stock Exchange
GB Bank of Scotland
NL Royal Dutch Shell = Shell
NL Philips
NL KLM
NL ING Group = ING
NL ASML
IE Ryanair
IE Aer Lingus
FR Airbus = Airbus Industrie
FR Airbus Group = EADS, European Aeronautic Defence and Space Company, European Aeronautic Defence & Space
FR Air France
FR Air France-KLM = Air France KLM
FR Agence France-Presse = AFP, Agence France Presse
FR Le Monde
FR Le Figaro
FR Renault
FR Peugeot
FR Total S.A. = Total SA
FR BNP Paribas
FR Société Générale = Societe Generale
FR Thales Group = Thales
FR Dassault Aviation = Dassault
FR Alstom
DE Volkswagen = VW
DE BMW
DE Daimler AG = Daimler, DaimlerChrysler
DE Mercedes-Benz
DE Porsche
DE Opel
DE Siemens
DE Deutsche Bank
DE Deutsche Telekom
DE Deutsche Welle
DE Lufthansa
DE Der Spiegel
DE Bayer
DE BASF
DE SAP
DE Commerzbank
DE Allianz
IT Fiat = Fiat SpA
IT Eni
IT Alitalia
IT UniCredit
ES Santander = Banco Santander
ES Telefónica = Telefonica
ES Iberia (airline)
CH UBS
CH Credit Suisse
CH Nestlé = Nestle
CH Novartis
CH Roche
SE Volvo
SE Ericsson
SE Saab
SE IKEA = Ikea
SE Spotify
NO Norwegian Air Shuttle
DK Maersk
FI Nokia
RU Gazprom
RU Rosneft
RU Lukoil
RU Sberbank
RU Kaspersky Lab = Kaspersky
RU Aeroflot
RU TASS = Itar-Tass, ITAR-TASS
RU RIA Novosti
RU Interfax
RU RT (TV network) = Russia Today
CN Huawei
CN ZTE
CN Alibaba Group = Alibaba
CN Tencent
CN Baidu
CN Lenovo
CN Xiaomi
CN ByteDance
CN TikTok
CN China Mobile
CN China Telecom
CN China Eastern Airlines = China Eastern
CN China Southern Airlines = China Southern
CN Air China
CN Xinhua News Agency = Xinhua
CN People's Daily
CN Global Times
CN China Daily
CN China Central Television = CCTV
HK South China Morning Post
HK Cathay Pacific
JP Toyota = Toyota Motor, Toyota Motor Corp.
JP Honda
JP Nissan
JP Mitsubishi
JP Mazda
JP Sony
JP Panasonic
JP Toshiba
JP Hitachi
JP Nintendo
JP SoftBank
JP All Nippon Airways = ANA
JP Japan Airlines = JAL
JP Kyodo News = Kyodo
JP Nikkei
JP NHK
KR Samsung = Samsung Electronics
KR Hyundai Motor Company = Hyundai
KR LG Corporation = LG, LG Electronics
KR Korean Air
KR Yonhap News Agency = Yonhap
KP Korean Central News Agency = KCNA
IN Tata Motors
IN Infosys
IN Air India
IN Press Trust of India
SG Singapore Airlines = SIA
SG DBS Bank
AU Qantas
AU Australian Broadcasting Corporation = ABC
AU BHP
AU Rio Tinto
AE Emirates (airline)
AE Etihad Airways = Etihad
QA Qatar Airways
QA Al Jazeera = Al-Jazeera
SA Saudi Aramco = Aramco
IR Fars News Agency = Fars
IR Islamic Republic News Agency = IRNA
CA Bombardier = Bombardier Inc.
CA BlackBerry = Research In Motion
CA CBC = Canadian Broadcasting Corporation, CBC News
CA Air Canada
CA Globe and Mail
BR Petrobras
BR Embraer
BR Vale S.A.
BR Gol Transportes Aéreos
TW Foxconn
TW TSMC
`;

export interface Body {
  readonly type: ActorType;
  readonly name: string;
  /** The name an encyclopedia files it under: "Apple Inc.", "Labour Party (UK)". */
  readonly title: string;
  readonly names: readonly string[];
  readonly country: string | undefined;
}

function readBodies(): Body[] {
  const bodies: Body[] = [];
  let type: ActorType = 'organisation';
  for (const line of bodyTable.trim().split('\n')) {
    if (line.startsWith('# ')) {
      type = line.slice(2) as ActorType;
      continue;
    }
    const code = line.slice(0, 2);
    const [title = '', others] = line.slice(3).split(' = ');
    const short = title.replace(/ \([^)]*\)$/u, '');
    const names = new Set([title, ...(others === undefined ? [] : others.split(', '))]);
    // "Amazon (company)" says how an encyclopedia tells it from its namesakes; its bare name alone would be a guess.
    if (short !== title && others !== undefined) names.add(short);
    // Departments of the United States go by their plain name in running English.
    const name = short.replace(/^United States (?=Department of )/u, '');
    bodies.push({ type, name, title, names: [...names], country: code === '--' ? undefined : code });
  }
  return bodies;
}

export const bodies: readonly Body[] = readBodies();
