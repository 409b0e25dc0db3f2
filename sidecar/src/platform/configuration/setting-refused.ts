/** A setting that only shows to be wrong when it is used: the process tells the sentence and does not start. */
export class SettingRefused extends Error {
  override readonly name = 'SettingRefused';
  readonly code = 'IM_SETTING_REFUSED';
}
