"use client";

import "./globals.css";

/** The frame itself failed: no catalogue and no provider can be relied on, so both languages stand here. */
export default function GlobalError({ reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Muster</title>
        <main className="lone">
          <section className="card mid" role="alert">
            <h1>This page could not be shown</h1>
            <p lang="zh-CN">此页面无法显示</p>
            <button type="button" className="btn primary" onClick={reset}>
              Try again <span lang="zh-CN">重试</span>
            </button>
          </section>
        </main>
      </body>
    </html>
  );
}
