import type { ConceptEntry } from './concept.ts';

/** Failure modes that the product knows by itself; an administrator's file adds to them. */
export const PRODUCT_CONCEPTS: readonly ConceptEntry[] = [];
