import type { DatabaseSync } from 'node:sqlite';
import type { Tables } from './tables.ts';

/** How the format divides text into the words of its indexes. */
const TOKENIZER = 'porter unicode61 remove_diacritics 2';

/**
 * Checks that a search index tells where each word of its texts stands: the index is made anew beside the record, and both are compared
 * word by word. SQLite's own check is not enough: it joins weak sums of all places by exclusive or, so that two places
 * of a word that changed alike may cancel each other out. Asks for temporary files of about the size of the index; where there is no room for
 * them, that is a notice.
 */
export function checkSearchWords(database: DatabaseSync, index: string, tables: Tables): void {
  const columns = database
    .prepare(`PRAGMA table_info(${index})`)
    .all()
    .map(({ name }) => String(name))
    .join(', ');
  try {
    // The record itself is open for reading only; this would forbid temporary tables as well.
    database.exec(
      `PRAGMA query_only = 0;
       CREATE VIRTUAL TABLE temp.${index}_again USING fts5(${columns}, content = '', tokenize = '${TOKENIZER}');
       INSERT INTO temp.${index}_again (rowid, ${columns}) SELECT rowid, ${columns} FROM main.${index};
       CREATE VIRTUAL TABLE temp.${index}_places USING fts5vocab(main, ${index}, instance);
       CREATE VIRTUAL TABLE temp.${index}_right USING fts5vocab(temp, ${index}_again, instance);`,
    );
    if (!isSame(database, `${index}_places`, `${index}_right`)) {
      tables.wrong(`table ${index}`, 'the search index does not tell where the words of its texts stand');
    }
  } catch (error) {
    if (!NO_ROOM.has((error as { errcode?: number }).errcode ?? 0)) throw error;
    tables.notice(
      'The search index was not compared with its texts word by word: there is no room for temporary files.',
    );
  } finally {
    database.exec('PRAGMA query_only = 1');
  }
}

/** SQLite's codes for a disk that is full, and for a file that cannot be made. (10 would be one that cannot be read: a damaged record.) */
const NO_ROOM = new Set([13, 14]);

/** Both give their words in order, so that neither has to be kept. */
function isSame(database: DatabaseSync, one: string, other: string): boolean {
  const right = sums(database, other);
  for (const found of sums(database, one)) {
    const expected = right.next();
    if (expected.done === true) return false;
    for (const [name, value] of Object.entries(expected.value)) if (found[name] !== value) return false;
  }
  return right.next().done === true;
}

/**
 * Each word with the number of its places and two sums over them (of which one is not linear), which no change of few places leaves alike.
 * Worked out within SQLite: there are a hundred times as many places as words.
 */
function sums(database: DatabaseSync, places: string): NodeJS.Iterator<Record<string, unknown>> {
  return database
    .prepare(
      `SELECT term, count(*) AS places, sum((doc * 2654435761 + "offset" * 40503 + length(col)) % 2147483647) % 4503599627370449 AS straight,
         sum((doc * 40503 + ("offset" + 7) * ("offset" + 7) * 4099 + doc * "offset") % 2147483629) % 4503599627370449 AS bent
       FROM temp.${places} GROUP BY term`,
    )
    .iterate();
}
