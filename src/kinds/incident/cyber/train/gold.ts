/** The annotators' names of the sorts and roles, in the order of `cyberSorts` and `cyberRoles`. */
export const GOLD_SORTS: readonly string[] = [
  'Databreach',
  'Phishing',
  'Ransom',
  'DiscoverVulnerability',
  'PatchVulnerability',
];
export const GOLD_ROLES: readonly string[] = ['Attacker', 'Victim', 'Time', 'Tool', 'Compromised-Data'];
