/** Words with their white space as single spaces, for one line. */
export const oneLine = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();
