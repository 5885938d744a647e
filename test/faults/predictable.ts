// For --import: makes the names of files that a program writes the same each time, so that strace can be told them beforehand.
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

let made = 0;
crypto.randomUUID = () => `00000000-0000-4000-8000-${String(made++).padStart(12, '0')}`;
syncBuiltinESMExports();
Object.defineProperty(process, 'pid', { value: 1 });
