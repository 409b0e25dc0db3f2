import { z } from 'zod';

/** Kubernetes goes on adding keys, so unknown ones are no error; what we read is checked. */
const Text = z.string().max(20_000);
const Optional = Text.nullish();
const Time = z.iso.datetime({ offset: true }).nullish();
const Names = z.record(z.string().max(500), Text).nullish();
const Count = z.number().int().nullish();

const Metadata = z.object({
  name: Optional,
  namespace: Optional,
  uid: Optional,
  labels: Names,
  annotations: Names,
  creationTimestamp: Time,
  deletionTimestamp: Time,
  generation: Count,
  resourceVersion: Optional,
  ownerReferences: z.array(z.object({ kind: Text, name: Text, controller: z.boolean().nullish() })).nullish(),
});

/** What an event is about; kubernetes-event-exporter adds the labels and annotations of the object. */
const Subject = z.object({
  kind: Optional,
  namespace: Optional,
  name: Text.min(1),
  uid: Optional,
  fieldPath: Optional,
  labels: Names,
  annotations: Names,
});
const Source = z.object({ component: Optional, host: Optional }).nullish();

/** core/v1 and events.k8s.io/v1 in one: they name the same things differently. */
export const EventObject = z
  .object({
    metadata: Metadata.nullish(),
    type: Optional,
    reason: Text.min(1),
    message: Optional,
    note: Optional,
    involvedObject: Subject.nullish(),
    regarding: Subject.nullish(),
    count: Count,
    deprecatedCount: Count,
    series: z.object({ count: Count, lastObservedTime: Time }).nullish(),
    firstTimestamp: Time,
    lastTimestamp: Time,
    deprecatedFirstTimestamp: Time,
    deprecatedLastTimestamp: Time,
    eventTime: Time,
    source: Source,
    deprecatedSource: Source,
    reportingComponent: Optional,
    reportingController: Optional,
    reportingInstance: Optional,
    /** Of kubernetes-event-exporter. */
    clusterName: Optional,
    /** Of Flux' notification controller. */
    severity: Optional,
    timestamp: Time,
  })
  .refine(({ involvedObject, regarding }) => involvedObject != null || regarding != null, {
    path: ['involvedObject'],
    message: 'expected the object that the event is about',
  });

const Terminated = z.object({ reason: Optional, exitCode: z.number().int(), finishedAt: Time }).nullish();
const State = z
  .object({ waiting: z.object({ reason: Optional, message: Optional }).nullish(), terminated: Terminated })
  .nullish();
const ContainerStatus = z.object({ name: Text, image: Optional, restartCount: Count, state: State, lastState: State });

export const PodObject = z.object({
  metadata: Metadata,
  spec: z.object({ nodeName: Optional }).nullish(),
  status: z
    .object({
      startTime: Time,
      reason: Optional,
      message: Optional,
      initContainerStatuses: z.array(ContainerStatus).nullish(),
      containerStatuses: z.array(ContainerStatus).nullish(),
    })
    .nullish(),
});

const Container = z.object({ name: Text, image: Optional });
const Condition = z.object({
  type: Text,
  status: Text,
  reason: Optional,
  message: Optional,
  lastUpdateTime: Time,
  lastTransitionTime: Time,
});

export const DeploymentObject = z.object({
  metadata: Metadata,
  spec: z.object({
    replicas: Count,
    template: z.object({ spec: z.object({ containers: z.array(Container).nullish() }).nullish() }).nullish(),
  }),
  status: z.object({ observedGeneration: Count, conditions: z.array(Condition).nullish() }).nullish(),
});
