/** Words with their white space as single spaces, for one line. */
export const oneLine = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

/** Words cut behind the last whole one, where they have more than so many UTF-16 units; "…" says so. */
export function shortened(words: string, most: number): string {
  if (words.length <= most) return words;
  const end = words.lastIndexOf(' ', most);
  return `${words.slice(0, end > 0 ? end : most).toWellFormed()} …`;
}
