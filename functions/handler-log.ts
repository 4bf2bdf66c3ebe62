// What handlers say by themselves, beside what the use cases tell telemetry.

export interface HandlerLog {
  warn(message: string, fields: Readonly<Record<string, unknown>>): void;
  error(message: string, fields: Readonly<Record<string, unknown>>): void;
}
