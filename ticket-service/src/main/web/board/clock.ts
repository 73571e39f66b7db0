/** Hours, minutes and the day at the branch, however the screen's own time zone is set. */
export class BranchClock {
  private readonly formats = new Map<string, Intl.DateTimeFormat>();

  constructor(private readonly timeZone: string | null) {}

  time(at: Date, language: string): string {
    return this.format(language, { hour: "numeric", minute: "2-digit" }).format(at);
  }

  day(at: Date, language: string): string {
    return this.format(language, { weekday: "long", day: "numeric", month: "long" }).format(at);
  }

  /** 0 to 23. */
  hour(at: Date): number {
    return Number.parseInt(this.format("en", { hour: "2-digit", hourCycle: "h23" }).format(at), 10);
  }

  private format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = `${language} ${Object.keys(options).join()}`;
    const format = this.formats.get(key) ?? this.create(language, options);
    this.formats.set(key, format);
    return format;
  }

  /** A browser with an old table of zones shows its own time. */
  private create(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const all = { ...options, numberingSystem: "latn" };
    try {
      return new Intl.DateTimeFormat(language, this.timeZone === null ? all : { ...all, timeZone: this.timeZone });
    } catch {
      return new Intl.DateTimeFormat(language, all);
    }
  }
}
