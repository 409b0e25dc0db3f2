import { execFile } from 'node:child_process';
import { access, chmod, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The one place that says which server the tests run against. */
const GROUP = 'org.elasticsearch.distribution.integ-test-zip';
const ARTIFACT = 'elasticsearch';
export const ELASTICSEARCH_VERSION = process.env.IM_TEST_ELASTICSEARCH_VERSION ?? '9.2.4';
const OLDEST_JAVA = 21;

const REPOSITORY_FOLDER = fileURLToPath(new URL('../../../..', import.meta.url));
const run = promisify(execFile);

/** What is missing on this machine, and what to install. */
export class ElasticsearchNotAtHand extends Error {
  override readonly name = 'ElasticsearchNotAtHand';
}

export interface Distribution {
  readonly home: string;
  readonly javaHome: string;
}

/** A server that is unpacked and a Java that runs it; the first call may download 99 MB. */
export async function ensureDistribution(): Promise<Distribution> {
  const javaHome = await findJava();
  const home = join(await cacheFolder(), `elasticsearch-${ELASTICSEARCH_VERSION}`);
  if (!(await exists(join(home, 'bin', 'elasticsearch')))) {
    await unpack(await ensureZip(), { home, javaHome });
  }
  return { home, javaHome };
}

async function ensureZip(): Promise<string> {
  const zip = join(
    homedir(),
    '.m2/repository',
    ...GROUP.split('.'),
    ARTIFACT,
    ELASTICSEARCH_VERSION,
    `${ARTIFACT}-${ELASTICSEARCH_VERSION}.zip`
  );
  if (!(await exists(zip))) {
    const coordinates = `${GROUP}:${ARTIFACT}:${ELASTICSEARCH_VERSION}:zip`;
    const fetched = run('mvn', ['-q', '-B', 'dependency:get', `-Dartifact=${coordinates}`, '-Dtransitive=false']);
    await fetched.catch((cause: unknown) => {
      throw new ElasticsearchNotAtHand(
        `Elasticsearch ${ELASTICSEARCH_VERSION} could not be fetched. Install Maven (Debian: apt install maven) with ` +
          `access to Maven Central, or run "mvn dependency:get -Dartifact=${coordinates} -Dtransitive=false" once, ` +
          'or set IM_TEST_ELASTICSEARCH_URL to a server that tests may write to.',
        { cause }
      );
    });
  }
  return zip;
}

/** Unpacks beside the target and renames: of two test files that unpack at once, one wins and both go on. */
async function unpack(zip: string, { home, javaHome }: Distribution): Promise<void> {
  await mkdir(dirname(home), { recursive: true });
  const folder = await mkdtemp(`${home}-unpacking-`);
  await run(join(javaHome, 'bin', 'jar'), ['--extract', '--file', zip], { cwd: folder });
  const unpacked = join(folder, `elasticsearch-${ELASTICSEARCH_VERSION}`);
  // Every JDK carries `jar`, which does not keep the right to execute.
  for (const script of await readdir(join(unpacked, 'bin'))) {
    await chmod(join(unpacked, 'bin', script), 0o755);
  }
  await rename(unpacked, home).catch(async (cause: unknown) => {
    if (!(await exists(join(home, 'bin', 'elasticsearch')))) {
      throw cause;
    }
  });
  await rm(folder, { recursive: true, force: true });
}

async function findJava(): Promise<string> {
  const installed = await readdir('/usr/lib/jvm').catch(() => []);
  const candidates = [
    process.env.ES_JAVA_HOME,
    process.env.JAVA_HOME,
    ...installed.map((name) => `/usr/lib/jvm/${name}`),
  ];
  for (const home of candidates) {
    if (home !== undefined && (await javaVersion(home)) >= OLDEST_JAVA && (await exists(join(home, 'bin', 'jar')))) {
      return home;
    }
  }
  throw new ElasticsearchNotAtHand(
    `Elasticsearch needs a JDK ${OLDEST_JAVA} or newer, and none was found in ES_JAVA_HOME, JAVA_HOME or /usr/lib/jvm. ` +
      'Install one (Debian 13: apt install openjdk-21-jdk-headless) or set IM_TEST_ELASTICSEARCH_URL.'
  );
}

async function javaVersion(home: string): Promise<number> {
  const java = join(home, 'bin', 'java');
  const answer = (await exists(java)) ? await run(java, ['-version']).catch(() => ({ stderr: '' })) : { stderr: '' };
  return Number(/version "(\d+)/.exec(answer.stderr)?.[1] ?? 0);
}

/** In the repository; outside where the user without rights that runs the server cannot look into the repository. */
async function cacheFolder(): Promise<string> {
  const hidden = process.getuid?.() === 0 && !(await everyoneMayEnter(REPOSITORY_FOLDER));
  return hidden ? join(tmpdir(), 'incident-memory-cache') : join(REPOSITORY_FOLDER, '.cache');
}

async function everyoneMayEnter(folder: string): Promise<boolean> {
  const others = (await stat(folder)).mode & 0o001;
  const parent = dirname(folder);
  return others !== 0 && (parent === folder || (await everyoneMayEnter(parent)));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false
  );
}
