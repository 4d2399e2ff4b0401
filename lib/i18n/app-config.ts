import type { Locale } from "./locales";
import type en from "./messages/en.json";

/** Every key a screen asks for is checked against the English catalogue when types are checked. */
declare module "use-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof en;
  }
}
