import { prose } from '../../prose.ts';
import type { RecallQuery } from '../recall-query.ts';

/** Not to be read while tuning: untouched-queries.ts says why. */
export const untouchedUnanswerableNearAtLength: readonly RecallQuery[] = [
  {
    id: 'near-at-length/003',
    text: prose(`
      The accounting people complain that their ledger screen shows amounts with a comma where a point should be after
      the browser update. Numbers are stored correctly and exports are right too. Only colleagues with the Swiss
      locale have it. Is this known for the grid component and does an older version behave?
    `),
    truth: [],
  },
  {
    id: 'near-at-length/004',
    text: prose(`
      Both database nodes of the loyalty programme think that they are the primary since the cable between the rooms
      was unplugged for a while. Each of them has taken bookings, the rows differ now. We have to decide which side
      wins and how to merge the other one. Fencing failed as the management card was on the same switch.
    `),
    truth: [],
  },
  {
    id: 'near-at-length/005',
    text: prose(`
      Kafka authorisation was switched on yesterday and now one team cannot read the audit topic, it gets an exception
      about topic authorisation. All the others are fine. Their principal looks right in the certificate, but mapping
      rules shorten the name in some way. Lag does not matter as the topic is only for auditors.
    `),
    truth: [],
  },
  {
    id: 'near-at-length/007',
    text: prose(`
      The picture service turns some photos of suppliers upside down. We checked memory, processor and storage, all
      are healthy. The files contain a note about the orientation of the camera which the new library version does not
      obey. Reprocessing all of them would take days, is there a list of those that are affected?
    `),
    truth: [],
  },
  {
    id: 'near-at-length/011',
    text: prose(`
      On the new office line only small requests get through. Signing in works, but every larger page hangs for ever,
      and pings with more than fourteen hundred bytes are not answered. The provider says that the line is clean. We
      think that messages about fragmentation are filtered on the way, yet nobody knows where.
    `),
    truth: [],
  },
  {
    id: 'near-at-length/013',
    text: prose(`
      A namespace of an old project has been terminating for eleven days. Nothing is in it any more as far as one can
      see, but a custom resource had a finalizer and its controller was uninstalled before. The deletion of the
      cluster's old version waits for it. We do not like to edit the object by hand.
    `),
    truth: [],
  },
  {
    id: 'near-at-length/015',
    text: prose(`
      Our push texts for Austrians show a wrong greeting as the salutation for legal persons was never defined.
      Messages arrive in time and only once, on both kinds of phone. The brand team wants a neutral form for everyone.
      Where are these texts kept, and do templates have to be approved again?
    `),
    truth: [],
  },
  {
    id: 'near-at-length/016',
    text: prose(`
      Reports say that a third of the visits in the analytics come from our own monitoring robots, which dilutes the
      conversion rate. Collection is complete, not late, and nothing is counted double. They have used a new user
      agent since spring. How do we exclude them for the past months as well?
    `),
    truth: [],
  },
  {
    id: 'near-at-length/017',
    text: prose(`
      The training set for recommendations contains purchases by our own testers, so the first tile is always a test
      article named banana. The job runs through each night and the model deploys without trouble. Which filter was
      meant to keep them out and since when has it not been working?
    `),
    truth: [],
  },
  {
    id: 'near-at-length/018',
    text: prose(`
      After the rename of the organisation all dashboards lost their folder permissions, so anyone can edit the board
      for executives. Data and alerts are complete. It is just the rights which went back to the default. Is there an
      export of them from before, or do we have to set each one again?
    `),
    truth: [],
  },
  {
    id: 'near-at-length/020',
    text: prose(`
      A supplier uploaded articles with negative rebates, and the database refuses the whole file because of a check
      on percentages. The size of the file is fine and the encoding too. Should we refuse single lines instead of the
      entire file, and how do we tell the supplier which lines were wrong?
    `),
    truth: [],
  },
  {
    id: 'near-at-length/022',
    text: prose(`
      Drivers say that their tablets show the tour of yesterday until they sign out. Planning is finished in time and
      is correct on the server, no run overlapped with any other. The offline copy seems to have priority when the
      garage has no reception. Is there a setting to prefer what the server has?
    `),
    truth: [],
  },
];
