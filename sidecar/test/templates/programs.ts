import type { Program } from './program.ts';
import { cloudAudit } from './tuned/cloud-audit.ts';
import { clusterScheduler } from './tuned/cluster-scheduler.ts';
import { continuousIntegration } from './tuned/continuous-integration.ts';
import { database } from './tuned/database.ts';
import { goService } from './tuned/go-service.ts';
import { javaShop } from './tuned/java-shop.ts';
import { kernel } from './tuned/kernel.ts';
import { machineRoom } from './tuned/machine-room.ts';
import { mailServer } from './tuned/mail-server.ts';
import { messageBroker } from './tuned/message-broker.ts';
import { nameServer } from './tuned/name-server.ts';
import { phone } from './tuned/phone.ts';
import { storageCluster } from './tuned/storage-cluster.ts';
import { webProxy } from './tuned/web-proxy.ts';
import { desktop } from './fresh/desktop.ts';
import { gameServer } from './fresh/game-server.ts';
import { networkSwitch } from './fresh/network-switch.ts';
import { resourceManager } from './fresh/resource-manager.ts';
import { fitnessApp } from './untouched/fitness-app.ts';
import { hostDaemons } from './untouched/host-daemons.ts';
import { loadBalancer } from './untouched/load-balancer.ts';
import { searchEngine } from './untouched/search-engine.ts';
import { taskWorker } from './untouched/task-worker.ts';
import { virtualMachines } from './untouched/virtual-machines.ts';

/** Thresholds were settled on these. */
export const TUNED: readonly Program[] = [
  cloudAudit,
  clusterScheduler,
  continuousIntegration,
  database,
  goService,
  javaShop,
  kernel,
  machineRoom,
  mailServer,
  messageBroker,
  nameServer,
  phone,
  storageCluster,
  webProxy,
];

/** Scored when thresholds were settled; what showed then was mended where it was of a general kind. */
export const UNTOUCHED: readonly Program[] = [
  fitnessApp,
  hostDaemons,
  loadBalancer,
  searchEngine,
  taskWorker,
  virtualMachines,
];

/** Written after that, and scored before anything was changed: docs/signals.md tells what was seen then. */
export const FRESH: readonly Program[] = [desktop, gameServer, networkSwitch, resourceManager];
