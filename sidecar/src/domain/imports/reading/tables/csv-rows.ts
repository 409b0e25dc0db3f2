/**
 * Comma-separated values as RFC 4180 has them, and as spreadsheets write them: a byte order mark, semicolons or tabs
 * instead of commas, any line end, line ends inside quotes. One pass, linear, never throws.
 */
export interface CsvRow {
  /** Of the file, from 1, where the row begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvRead {
  readonly rows: readonly CsvRow[];
  readonly separator: string;
  /** Of the line in which a quote begins that nothing ends; the rows before it are there. */
  readonly openQuoteAt: number | null;
}

const SEPARATORS = [',', ';', '\t', '|'];
/** Nobody's table is wider; what is, is no table. */
export const MAX_COLUMNS = 500;

export function readCsv(text: string, maxRows: number): CsvRead {
  const content = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const separator = separatorOf(content);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let line = 1;
  let rowLine = 1;
  let at = 0;
  const endRow = (): void => {
    if (cells.some((cell) => cell !== '')) {
      rows.push({ line: rowLine, cells });
    }
    cells = [];
    rowLine = line;
  };
  while (at < content.length && rows.length < maxRows) {
    const quoted = content[at] === '"' ? readQuoted(content, at + 1) : null;
    if (quoted === 'open') {
      return { rows, separator, openQuoteAt: line };
    }
    let cell: string;
    if (quoted === null) {
      const end = endOfCell(content, at, separator);
      cell = content.slice(at, end).trim();
      at = end;
    } else {
      // Whatever stands between the closing quote and the separator belongs to nobody's idea of CSV, and is kept.
      const end = endOfCell(content, quoted.end, separator);
      cell = quoted.value + content.slice(quoted.end, end).trimEnd();
      line += quoted.lines;
      at = end;
    }
    if (cells.length < MAX_COLUMNS) {
      cells.push(cell);
    }
    if (content[at] === separator) {
      at += 1;
      if (at === content.length) {
        cells.push('');
      }
    } else {
      at += content[at] === '\r' && content[at + 1] === '\n' ? 2 : 1;
      line += 1;
      endRow();
    }
  }
  endRow();
  return { rows, separator, openQuoteAt: null };
}

function readQuoted(content: string, from: number): { value: string; end: number; lines: number } | 'open' {
  let value = '';
  let start = from;
  for (;;) {
    const quote = content.indexOf('"', start);
    if (quote === -1) {
      return 'open';
    }
    value += content.slice(start, quote);
    if (content[quote + 1] !== '"') {
      return { value, end: quote + 1, lines: value.split('\n').length - 1 };
    }
    value += '"';
    start = quote + 2;
  }
}

function endOfCell(content: string, from: number, separator: string): number {
  let at = from;
  while (at < content.length && content[at] !== separator && content[at] !== '\n' && content[at] !== '\r') {
    at += 1;
  }
  return at;
}

/** The one that stands most often in the first line, outside quotes. */
function separatorOf(content: string): string {
  const end = content.search(/[\r\n]/);
  const head = (end === -1 ? content : content.slice(0, end)).slice(0, 10_000).replace(/"[^"]*"/g, '');
  const counts = SEPARATORS.map((separator) => head.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}
