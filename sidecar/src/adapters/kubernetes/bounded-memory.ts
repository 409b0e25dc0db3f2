/** What is known by a name, within a bound: beyond it what was not set for longest is forgotten. */
export class BoundedMemory<Value> {
  private readonly values = new Map<string, Value>();
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  get(name: string): Value | undefined {
    return this.values.get(name);
  }

  /** The function that makes it as it was. */
  set(name: string, value: Value): () => void {
    const before = this.values.get(name);
    this.values.delete(name);
    this.values.set(name, value);
    const oldest = this.values.size > this.most ? this.values.keys().next().value : undefined;
    if (oldest !== undefined) {
      this.values.delete(oldest);
    }
    return () => {
      if (before === undefined) {
        this.values.delete(name);
      } else {
        this.values.set(name, before);
      }
    };
  }

  delete(name: string): void {
    this.values.delete(name);
  }
}
