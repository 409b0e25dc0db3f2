/** A place outside the product where memories lie as documents for people. Scope is the organisation. All may throw. */
export interface ExportFolder {
  /** Writes or replaces the document of a memory, whole or not at all. */
  write(organisation: string, document: { memory: string; name: string; text: string }): Promise<void>;
  /** Removes every document but these, by name; returns how many. */
  keepOnly(organisation: string, names: ReadonlySet<string>): Promise<number>;
  /** Memories whose document holds one of these texts, in any case. */
  holding(organisation: string, texts: readonly string[]): Promise<string[]>;
  /** Returns how many there were. */
  remove(organisation: string, memories: readonly string[]): Promise<number>;
}
