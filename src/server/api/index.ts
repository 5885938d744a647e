/** /api/v1: what programs, and the script of the pages, ask. */
import type { Route } from '../visit.ts';
import { claimApi } from './claims.ts';

export const apiRoutes: readonly Route[] = [...claimApi];
