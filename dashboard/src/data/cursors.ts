// Pages by number over an API that pages by cursor: where each page begins is remembered as pages
// are read, one list (resource, filters, order, size) at a time.

/** A page, and where the next one begins; null after the last. */
export interface Page<T> {
  rows: T[];
  next: string | null;
}

/** Most lists of which pages are remembered. */
const LISTS_MAX = 50;

/** Where pages of lists begin. */
export class Cursors {
  private readonly lists = new Map<string, (string | null | undefined)[]>();

  /**
   * Reads page `page` (from 1) of the list named `list`. A page whose beginning is not known, as
   * after a reload, is reached from the nearest one that is.
   */
  async read<T>(
    list: string,
    page: number,
    read: (startAfter: string | undefined) => Promise<Page<T>>,
  ): Promise<Page<T>> {
    const starts = this.starts(list);
    let at = page;
    while (at > 1 && starts[at] === undefined) at -= 1;
    for (;;) {
      const start = at === 1 ? undefined : (starts[at] ?? undefined);
      if (at > 1 && start === undefined) return { rows: [], next: null };
      const answer = await read(start);
      starts[at + 1] = answer.next;
      if (at === page) return answer;
      at += 1;
    }
  }

  private starts(list: string): (string | null | undefined)[] {
    const known = this.lists.get(list);
    if (known !== undefined) return known;
    const oldest = this.lists.keys().next().value;
    if (this.lists.size >= LISTS_MAX && oldest !== undefined) this.lists.delete(oldest);
    const starts: (string | null | undefined)[] = [];
    this.lists.set(list, starts);
    return starts;
  }
}
