/** A process of its own that forgets: `node forgetting-child.ts FOLDER ORGANISATION CANARY`. It says `ready`, then `done`. */
import { openSqliteStores } from '../../../src/adapters/store-sqlite/open-sqlite-stores.ts';
import { forgetCanary } from './forgetting-scene.ts';

const [folder = '', organisation = '', canary = ''] = process.argv.slice(2);
const stores = await openSqliteStores({ dataFolder: folder });
process.stdout.write('ready\n');
await forgetCanary(stores, organisation, canary);
process.stdout.write('done\n');
setInterval(() => {}, 1000);
