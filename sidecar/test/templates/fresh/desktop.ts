import type { Program } from '../program.ts';

export const desktop: Program = {
  name: 'desktop',
  formats: [
    [260, 'ARPT: {f}: wl0: setup_keepalive: interval {n3}, retry_interval {n3}, retry_count {d}'],
    [240, 'en0: BSSID changed to {mac}'],
    [200, 'PM response took {n} ms ({n}, {app})'],
    [180, '[HID] [{layer}] [Event] {call} ret:{x}'],
    [160, 'Thermal pressure state: {d} Memory pressure state: {d}'],
    [120, 'CCFile::captureLogRun() Exiting CCFile::captureLog Run mode {d}'],
    [110, 'Unexpected payload found for message {n}, dataLen {d}'],
    [100, 'hibernate image path: {path}'],
    [90, 'WARNING: hibernate_page_list_setall skipped {n} xpmapped pages'],
    [80, 'Previous sleep cause: {d}'],
    [70, '{app}({n},{x}) malloc: *** error for object {x}: pointer being freed was not allocated'],
    [60, 'Sandbox: {app}({n}) deny(1) {rule} {path}'],
    [
      60,
      "Couldn't read values in CFPrefsPlistSource<{x}> (Domain: {domain}, User: kCFPreferencesAnyUser, Container: (null)): {why}",
    ],
    [40, 'Received XPC error Connection interrupted for message type {d}'],
    [40, 'network changed: v4(en0:{ip}) DNS* Proxy SMB'],
    [30, 'network changed: v4(en0-:{ip}) DNS- Proxy- SMB'],
    [30, 'opened {path}'],
    [20, 'Bluetooth turned on'],
    [20, 'Bluetooth turned off'],
    [12, 'Lid opened'],
    [12, 'Lid closed'],
  ],
  values: {
    app: ['WindowServer', 'Safari', 'com.vendor.weather', 'mdworker', 'QuickLookSatellite'],
    mac: ['5c:50:15:4c:18:13', '64:d9:89:6b:b5:33', '0c:68:03:d6:c5:1c'],
    layer: ['MT', 'ATC'],
    call: [
      'MTActuatorManagement::getActuatorRef',
      'AppleActuatorDevice::stop',
      'AppleDeviceManagementHIDEventService::start',
    ],
    rule: ['file-read-data', 'mach-lookup', 'file-write-create'],
    domain: ['group.com.vendor.calls', 'com.vendor.notes', 'nbagent'],
    why: ["accessing preferences outside an application's container requires user-preference-read", 'not permitted'],
  },
};
