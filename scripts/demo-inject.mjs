/**
 * npm run demo:inject -- --service database --errors 120: breaks a service of the running demo. It asks the running
 * product over HTTP, through the page's proxy as the button does.
 */
import { askProduct, productAddress, readArguments } from './ask-product.mjs';

const USAGE = `npm run demo:inject -- --service NAME [--kind abrupt] [--errors 120] [--over SECONDS] [--url http://127.0.0.1:4780]

Services: api-gateway, auth, database, payment, notification, user, analytics
Kinds: abrupt (a number of errors), slow, cascade, silent, flapping, after-deploy (these happen to its requests)
`;

const {
  service,
  kind,
  errors,
  over,
  url: given,
} = readArguments(
  {
    service: { type: 'string' },
    errors: { type: 'string', default: '120' },
    kind: { type: 'string', default: 'abrupt' },
    over: { type: 'string' },
  },
  USAGE
);
if (service === undefined) {
  process.stdout.write(USAGE);
  process.exit(2);
}
const url = productAddress(given);
const told = await askProduct(url, '/v1/demo/inject', {
  ...{ service, kind, errors: Number(errors) },
  ...(over === undefined ? {} : { overSeconds: Number(over) }),
});
const what = told.kind === 'abrupt' ? `says ${told.errors} errors within` : `fails (${told.kind}) for`;
process.stdout.write(`${told.service} ${what} ${told.overSeconds} s. See ${url}\n`);
