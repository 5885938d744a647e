/** Things that are undertaken without a verb: money, help, and deeds with a name of their own. */

export const MONEY = new Set([
  'million',
  'billion',
  'bn',
  'dollar',
  'euro',
  'pound',
  'yen',
  'yuan',
  'rouble',
  'ruble',
  'crore',
]);
export const HELP = new Set([
  'support',
  'help',
  'aid',
  'assistance',
  'cooperation',
  'co-operation',
  'money',
  'fund',
  'troop',
  'soldier',
  'weapon',
  'backing',
  'relief',
  'investment',
  'reform',
  'protection',
]);

/** What is done by whoever promises it: "promised an inquiry". */
export const DEEDS = new Set(
  'inquiry enquiry investigation probe vote election referendum review cut reform crackdown bill law compensation withdrawal release ceasefire truce audit amnesty refund rebate inspection'.split(
    ' ',
  ),
);
