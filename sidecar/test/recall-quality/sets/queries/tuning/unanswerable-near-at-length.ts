import { prose } from '../../prose.ts';
import type { RecallQuery } from '../recall-query.ts';

export const tuningUnanswerableNearAtLength: readonly RecallQuery[] = [
  {
    id: 'near-at-length/001',
    text: prose(`
      The checkout asks returning customers for their address again although they have three stored. It happens only
      in the stores' kiosk mode, where the browser profile is wiped each night. There are no errors and no slow calls,
      the stored addresses are simply not offered. Has anyone seen that and do we need the profile service for it?
    `),
    truth: [],
  },
  {
    id: 'near-at-length/002',
    text: prose(`
      Since the new contract with the freight company the order service chooses the wrong warehouse for bulky goods.
      The rule engine says south although north has the loading ramp. Nothing fails, the parcels just travel four
      hundred kilometres too far. Who maintains the table with the ramps, and is there a way to correct orders that
      were already planned?
    `),
    truth: [],
  },
  {
    id: 'near-at-length/006',
    text: prose(`
      Our Kafka Streams application for loyalty points cannot open its local state after the machine was replaced, it
      says that the directory is locked. There is only one process. Deleting the directory would rebuild it from the
      changelog for nine hours. Is there any safer way that someone has tried already?
    `),
    truth: [],
  },
  {
    id: 'near-at-length/008',
    text: prose(`
      Search results for people in Thailand cut words in strange places and highlight half of them. Performance is
      excellent and the cluster is green. The language was added by the marketing team without asking us, there is no
      tokenizer for it. Which one would be suitable and do we have to build the index again?
    `),
    truth: [],
  },
  {
    id: 'near-at-length/009',
    text: prose(`
      The address of our public resolver for partners is answered with bogus signatures since the keys of the zone
      were rolled over on Monday. Resolvers that do not validate give the right answer, those which do give an error.
      The parent still has the former delegation record. How long until it is gone from caches?
    `),
    truth: [],
  },
  {
    id: 'near-at-length/010',
    text: prose(`
      Visitors of the store finder on our partner's page see nothing, the console of the browser says that our answer
      lacks a header for foreign origins. Directly in our shop the same request works. We moved that interface behind
      the new gateway path last week. Who may be allowed to call it, and is a star acceptable?
    `),
    truth: [],
  },
  {
    id: 'near-at-length/012',
    text: prose(`
      Terraform does not let anyone plan or apply in the account of the data team. The state is locked by a run from
      Friday whose machine is long gone. The lock has an id and a name of a colleague on holiday. Is it safe to force
      it, and what did we check in such a case?
    `),
    truth: [],
  },
  {
    id: 'near-at-length/014',
    text: prose(`
      The inventory at the outlet shop is added to that of the online warehouse since both were put under one legal
      entity. So customers buy what only hangs on a rail in the shop. There is no race and nothing is negative. Which
      flag tells them apart and who sets it for new sites?
    `),
    truth: [],
  },
  {
    id: 'near-at-length/019',
    text: prose(`
      Some traces end at the gateway and begin anew behind it. One proxy passes on the headers in the older format
      while the services only know the newer one. No spans are lost, they merely belong to two different traces. Which
      of the two formats do we want to use everywhere?
    `),
    truth: [],
  },
  {
    id: 'near-at-length/021',
    text: prose(`
      During the fire drill the badge system of the Rotterdam warehouse kept all doors locked although they should
      open. The servers there ran normally and the line was up. The installer says that a relay was wired the wrong
      way round. We need to know who is responsible for testing that regularly and how.
    `),
    truth: [],
  },
  {
    id: 'near-at-length/023',
    text: prose(`
      The label printers in hall 2 cut the right edge of the barcodes, so the sorting machine of the carrier rejects
      each fifth parcel. The scanners and their network are in order. It began when the rolls came from a different
      manufacturer. Do we adapt the template or the paper width in the driver?
    `),
    truth: [],
  },
  {
    id: 'near-at-length/024',
    text: prose(`
      The public address database says that visitors from Luxembourg are French, therefore they land in the wrong shop
      and see the wrong tax. The gateway itself is fast and returns no errors. The file was last updated two years ago
      as the licence ended. Who orders it, and what about the other small countries?
    `),
    truth: [],
  },
];
