// A21, A25, B17 and B18: feeds, books and e-mails, which hold others.
import { holders } from './cases/holders.ts';
import { handIn } from './hand-in.ts';

handIn(holders);
