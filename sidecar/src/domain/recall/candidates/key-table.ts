const FIRST_PLACES = 1024;

/**
 * Numbers of words, each with the place in which it came: a hash table with open addressing in flat arrays. A Map of
 * such numbers makes an object for each of them, and a question asks for tens of thousands.
 */
export class KeyTable {
  #mask = FIRST_PLACES * 2 - 1;
  /** Places, one higher than they are: 0 is empty. */
  #slots = new Int32Array(FIRST_PLACES * 2);
  #keys = new Float64Array(FIRST_PLACES);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** In their order. A view that later additions may leave behind. */
  keys(): Float64Array {
    return this.#keys.subarray(0, this.#size);
  }

  /** The place of a key; -1 where it is not there. */
  find(key: number): number {
    return (this.#slots[this.#slotOf(key)] ?? 0) - 1;
  }

  /** The place of a key, which is the last one where it was not there. */
  add(key: number): number {
    const slot = this.#slotOf(key);
    const known = this.#slots[slot] ?? 0;
    if (known > 0) {
      return known - 1;
    }
    const place = this.#size;
    this.#size += 1;
    if (place >= this.#keys.length) {
      this.#grow();
      this.#slots[this.#slotOf(key)] = place + 1;
    } else {
      this.#slots[slot] = place + 1;
    }
    this.#keys[place] = key;
    return place;
  }

  #slotOf(key: number): number {
    const [slots, keys, mask] = [this.#slots, this.#keys, this.#mask];
    let slot = key & mask;
    for (let known = slots[slot] ?? 0; known > 0 && keys[known - 1] !== key; known = slots[slot] ?? 0) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const keys = new Float64Array(this.#keys.length * 2);
    keys.set(this.#keys);
    this.#mask = keys.length * 2 - 1;
    this.#slots = new Int32Array(keys.length * 2);
    const before = this.#keys.length;
    this.#keys = keys;
    for (let place = 0; place < before; place += 1) {
      this.#slots[this.#slotOf(keys[place] ?? 0)] = place + 1;
    }
  }
}
