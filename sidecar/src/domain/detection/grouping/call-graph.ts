/** Calls of the last minutes between two services, as spans or shared traces told them. */
export interface CallEdge {
  readonly caller: string;
  readonly callee: string;
  readonly origin: 'spans' | 'logs';
  readonly calls: number;
  readonly errors: number;
  /** When a call between them first failed beyond the usual, of late; null where none did. */
  readonly failingSince: number | null;
}

export interface CallGraph {
  readonly edges: readonly CallEdge[];
}

export const NO_CALLS: CallGraph = Object.freeze({ edges: [] });
