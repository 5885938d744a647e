// For tests of origins: documents made of paragraphs of three reports.
import * as fc from 'fast-check';

/** Three reports in paragraphs; a made document is some paragraphs of them, in order or not, whole or cut, as it was or stripped. */
const reports = [
  [
    'The last ferry to the outer islands will stop running on Friday after the ministry of transport and the operator failed to agree on a price for the winter.',
    'About four hundred people live on the three islands, and most of them depend on the boat for food, medicine and the school run. The ferry has lost money on the islands in each of the last six years.',
    'The ministry said its offer to the operator of the ferry still stood. A spokesman told reporters that a fishing vessel would carry urgent goods to the islands twice a week until March.',
    '“We asked for a fair price and we were given an ultimatum,” the operator of the ferry said in a statement. “Nobody here wanted this outcome.”',
  ],
  [
    'The mining inspectorate of Westmark said on Tuesday that its inspectors would return to the Halden pit next week, after a pump had failed for the second time.',
    'Water in the Halden pit had reached the third gallery in January, the director of the inspectorate told parliament. The owners promised to replace every pump before the summer.',
    'Trade unions said that they had warned of the pump twice last year and that the inspectors had never gone down to the third gallery of the pit.',
  ],
  [
    'Growers of the valley expect a poor apple harvest after frost in May killed most of the blossom, their association said in its first estimate of the year.',
    'Cider makers have begun to buy apples abroad, and the price of a bottle may rise by a tenth. The association asked the growers of the valley to hold back what they have in store.',
  ],
];
const furniture = ['Home Weather Sport Sign in Subscribe', 'Most read today', 'All rights reserved.'];

const paragraph = fc.constantFrom(...reports.flat(), ...furniture);
const runOfReport = fc
  .constantFrom(...reports)
  .chain(report =>
    fc
      .tuple(fc.nat(report.length - 1), fc.nat(report.length))
      .map(([from, to]) => report.slice(from, Math.max(from + 1, to))),
  );
export const document = fc
  .tuple(
    fc.array(
      fc.oneof(
        { weight: 3, arbitrary: runOfReport },
        paragraph.map(one => [one]),
      ),
      { minLength: 1, maxLength: 3 },
    ),
    fc.boolean(),
  )
  .map(([parts, isStripped]) => {
    const text = parts.flat().join('\n\n');
    return isStripped ? text.toLowerCase().replaceAll(/[^\p{L}\p{N} ]+/gu, ' ') : text;
  });
