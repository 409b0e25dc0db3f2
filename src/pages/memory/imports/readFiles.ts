import { type ImportFile } from '@incident-memory/contract';

/** As many bytes as one request takes (docs/imports.md); more is told before anything is read. */
const MOST_BYTES = 20 * 1024 * 1024;
const MOST_FILES = 1000;

/** Why these files are too much for one import; null where they are not. */
export function tooMuch(files: ReadonlyArray<Pick<File, 'size'>>): string | null {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (files.length > MOST_FILES) {
    return `These are ${files.length.toLocaleString('en')} files; at most ${MOST_FILES.toLocaleString('en')} are taken at once.`;
  }
  return bytes > MOST_BYTES
    ? `These files have ${Math.ceil(bytes / 1024 / 1024)} MB; at most ${MOST_BYTES / 1024 / 1024} MB are taken at once.`
    : null;
}

/** With the folder, where a folder was given: two postmortems may have one name. */
export function readFiles(files: readonly File[]): Promise<ImportFile[]> {
  return Promise.all(
    files.map(async (file) => ({ name: (file.webkitRelativePath || file.name).slice(-300), text: await textOf(file) }))
  );
}

function textOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error(`${file.name} could not be read`));
    reader.readAsText(file);
  });
}
