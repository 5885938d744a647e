/** Words that unrelated texts have in common by trade, in our own words: forms that are filled in, and notes that close whatever a house publishes. */

/** `{…}` is filled in; what stands between the braces names the list in `FILLINGS`. */
export const FORMS: readonly string[] = [
  `Magnitude {number} earthquake recorded near {place}
A magnitude {number} earthquake was recorded {count} kilometres from {place} at {time} on {weekday}, the national seismic network said. The tremor had a depth of {count} kilometres and was felt in {place} and {place}. There were no immediate reports of damage or of people hurt. In the past ten days there have been {count} earthquakes of magnitude 3 or more within a hundred kilometres of the town.`,
  `{firm} quarterly profit at {count} million
{firm} reported a net profit of {count} million for the quarter that ended on {weekday}, compared with {count} million a year earlier. Revenue came to {count} million, while analysts polled by the exchange had expected {count} million. Shares of {firm} closed at {number} in {place}, and have changed by {number} per cent since the start of the year. The board proposed a dividend of {number} a share.`,
  `{place} to elect council on {weekday}
Voters in {place} go to the polls on {weekday} to elect {count} members of the town council from {count} candidates. Polling stations open at {time} and close at {time}, and the result is expected during the night. Turnout at the last election was {number} per cent. The council has been led by {person} since the last election, and {person} stands for the largest of the other lists.`,
];

export const FILLINGS: Readonly<Record<string, readonly string[]>> = {
  place: [
    'Arnmouth',
    'Belhaven',
    'Corrick',
    'Dunvale',
    'Eastmere',
    'Farrow',
    'Glenholm',
    'Harwick',
    'Inverley',
    'Kelbrook',
    'Lorne Bay',
    'Marrick',
  ],
  firm: [
    'Alder Works',
    'Brightwell',
    'Caspian Foods',
    'Dorset Rail',
    'Everline',
    'Fenwick Motors',
    'Granary Group',
    'Holt Marine',
  ],
  person: [
    'Ada Ferris',
    'Tomas Leary',
    'Ilse Brandt',
    'Karl Oduya',
    'Mina Castell',
    'Joss Verhoeven',
    'Petra Lindqvist',
    'Sam Achebe',
  ],
  weekday: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};

/** What firms, ministries and agencies say at the end of everything; two have the usual headline, two have none. */
export const CLOSING_NOTES: readonly string[] = [
  `About Corvane\nCorvane makes glass for kitchens, laboratories and light. Founded in 1931 by two sisters, it has works in four countries and is owned by the people who work there. Its research house holds more than two hundred patents and trains forty apprentices a year.`,
  `Notes to editors\nThe agency was set up by law in 1998 to watch over harbours and waterways. It reports to parliament once a year, and its decisions may be taken to the court of appeal within thirty days. Pictures in print quality are to be had from the press office.`,
  `The Meridian Foundation pays for research into the health of rivers and of those who live beside them. It takes no money from governments, and its trustees are elected for five years by the members. More than three thousand people in sixty countries belong to it.`,
  `This report was made with the help of a grant from the fund for regional journalism, which had no say in what was written. The fund is paid for by readers, and its accounts are open to everybody who asks. Letters to the editor reach us at the address on page two.`,
];
