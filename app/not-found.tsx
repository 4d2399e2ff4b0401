import { translate } from "./_page/translate";

/** Nothing here, or nothing the reader may know of: the two look the same. */
export default async function NotFoundPage() {
  const t = await translate("errorPage");
  return (
    <main className="lone">
      <title>{t("notFoundTitle")}</title>
      <section className="card mid">
        <span className="n404">404</span>
        <h1>{t("notFoundTitle")}</h1>
        <p>{t("notFoundText")}</p>
        <a className="btn primary" href="/">
          {t("toTasks")}
        </a>
      </section>
    </main>
  );
}
