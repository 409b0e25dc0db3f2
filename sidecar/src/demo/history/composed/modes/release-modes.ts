import type { FailureMode } from '../failure-mode.ts';

const RELEASE = {
  kind: 'deploy',
  title: '{kebab} {version} deployed',
  before: '{before}',
  after: '{version}',
  target: 'deployment/{kebab}',
} as const;
const ROLL_BACK = {
  id: 'roll-back-release',
  kind: 'rollback',
  words: ['roll {kebab} back to {before}', 'undo release {version} of {kebab}'],
  target: 'deployment/{kebab}',
  exact: 'kubectl -n shop rollout undo deployment/{kebab}',
  by: 'release engineer',
  minutes: [3, 8],
} as const;

export const missingField: FailureMode = {
  id: 'missing-field',
  failureClass: 'bad-release',
  category: 'deployments',
  severities: ['medium', 'high'],
  errorTypes: {
    node: 'TypeError',
    jvm: 'java.lang.NullPointerException',
    python: 'AttributeError',
    go: 'runtime error',
    dotnet: 'System.NullReferenceException',
  },
  message: '{piece}: nothing where an amount was expected, entry {id}',
  functions: ['Format', 'Handle'],
  titles: [
    '{piece} fails on entries without an amount',
    '{kebab} crashes since its release',
    'Null where the {piece} wants a value',
  ],
  tellings: [
    'Crashes on every entry that is older than the release.',
    'Null dereference in the {piece}, {n} a minute since the roll-out.',
    '{percent} % of {calls} of {kebab} end in 500; new entries are fine.',
    'Old data meets new code and loses.',
    'The first exception came {n} s after the last pod was replaced.',
  ],
  causes: [
    {
      id: 'old-entries-lack-field',
      class: 'deploy',
      kinds: ['after-deploy'],
      words: [
        '{version} expects a field that entries written before it do not have.',
        'The new field has no default for old entries.',
      ],
      signs: ['Only entries from before the release fail.'],
      context: { 'after-deploy': 'yes' },
      change: RELEASE,
      cure: ROLL_BACK,
      alsoTried: ['restart', 'scale'],
      prevention: ["Read test with a sample of last year's data"],
    },
  ],
};

export const versionsDisagree: FailureMode = {
  id: 'versions-disagree',
  failureClass: 'bad-release',
  category: 'deployments',
  severities: ['low', 'medium'],
  errorTypes: {
    node: 'UnknownVariant',
    jvm: 'com.fasterxml.jackson.databind.exc.InvalidFormatException',
    python: 'pydantic.ValidationError',
    go: 'json.UnmarshalTypeError',
    dotnet: 'System.Text.Json.JsonException',
  },
  message: '{piece}: unknown state "on-hold" in entry {id}',
  functions: ['Decode', 'Take'],
  titles: [
    'Old pods of {kebab} do not understand new ones',
    'Half-rolled release of the {piece}',
    '{piece}: unknown state on-hold',
  ],
  tellings: [
    'Half of the pods throw, the other half are happy.',
    'The roll-out of {kebab} stopped at {n} % and both versions write to the same queue.',
    'Decoding fails on whatever the newer pods wrote.',
    'Entry by entry a coin is thrown whether the {piece} can read it.',
  ],
  causes: [
    {
      id: 'roll-out-stuck',
      class: 'deploy',
      kinds: ['after-deploy', 'flapping'],
      words: [
        'The roll-out stopped halfway for lack of room, so old and new pods wrote into one queue.',
        'A pod disruption budget held the roll-out at half.',
      ],
      signs: ['Two replica sets of {kebab} are alive.'],
      context: { 'after-deploy': 'yes' },
      change: RELEASE,
      cure: ROLL_BACK,
      alsoTried: ['restart', 'scale'],
      prevention: ['Readers learn a new state one release before writers use it'],
    },
  ],
};

export const settingMissing: FailureMode = {
  id: 'setting-missing',
  failureClass: 'bad-release',
  category: 'deployments',
  severities: ['low', 'medium'],
  errorTypes: {
    node: 'MissingSetting',
    jvm: 'org.springframework.beans.factory.BeanCreationException',
    python: 'KeyError',
    go: 'config.MissingError',
    dotnet: 'Microsoft.Extensions.Options.OptionsValidationException',
  },
  message: '{piece} does not start: setting {kebab}.endpoint is not set',
  functions: ['Require', 'Start'],
  titles: [
    '{kebab} in CrashLoopBackOff after its release',
    '{piece} does not start: a setting is missing',
    'New pods of {kebab} die at once',
  ],
  tellings: [
    'CrashLoopBackOff, {n} restarts, dead within a second each time.',
    'New pods never become ready; the old ones carry everything.',
    'It complains of an endpoint that nobody had set.',
    'Start-up of the {piece} ends with a missing setting.',
  ],
  causes: [
    {
      id: 'setting-not-rolled-out',
      class: 'configuration',
      kinds: ['after-deploy'],
      words: [
        'The release needs a setting that was set in staging and not in production.',
        'Config map and release went out in the wrong order.',
      ],
      signs: ['Staging has the setting.'],
      context: { 'after-deploy': 'yes' },
      change: RELEASE,
      cure: {
        id: 'set-endpoint',
        kind: 'configuration',
        words: ['set {kebab}.endpoint in production', 'copy the setting from staging'],
        target: 'configmap/{kebab}',
        exact: '{kebab}.endpoint: (none) -> https://{peer}/v2',
        by: 'platform engineer',
        minutes: [2, 7],
      },
      alsoTried: ['restart', 'more-memory'],
      prevention: ['Settings of all places are compared before a release'],
    },
  ],
};

export const flagWrong: FailureMode = {
  id: 'flag-wrong',
  failureClass: 'bad-release',
  category: 'deployments',
  severities: ['low', 'medium'],
  errorTypes: {
    node: 'UnsupportedPath',
    jvm: 'java.lang.UnsupportedOperationException',
    python: 'NotImplementedError',
    go: 'errors.errorString',
    dotnet: 'System.NotSupportedException',
  },
  message: '{piece}: new path is not ready for client {id}',
  functions: ['Route', 'Dispatch'],
  titles: [
    'Flag of the {piece} on for everybody',
    '{kebab}: unfinished path switched on',
    'Experiment of the {piece} reached all {people}',
  ],
  tellings: [
    'All {people} get the unfinished path instead of one in a hundred.',
    'It began with nobody deploying anything.',
    'NotImplemented from the {piece}, {n} a second.',
    'The experiment shows 100 % in its new arm.',
  ],
  causes: [
    {
      id: 'flag-opened',
      class: 'configuration',
      kinds: ['abrupt'],
      words: [
        'The flag was set to 100 instead of 1 per cent.',
        'A rule of the flag lost its condition when it was copied.',
      ],
      signs: ['The share of the new arm jumped in one second.'],
      change: {
        kind: 'feature-flag',
        title: 'flag {kebab}-next opened',
        before: '1',
        after: '100',
        target: 'flag {kebab}-next',
      },
      cure: {
        id: 'close-flag',
        kind: 'configuration',
        words: ['set flag {kebab}-next back to 1 %', 'close the flag of the {piece}'],
        target: 'flag {kebab}-next',
        exact: '{kebab}-next: 100 -> 1',
        by: 'service owner',
        minutes: [1, 4],
      },
      alsoTried: ['rollback', 'restart'],
      prevention: ['Flags move by at most a factor of ten at once'],
    },
  ],
};
