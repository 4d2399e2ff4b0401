"use client";

import dynamic from "next/dynamic";

// As react-admin's own guide for Next says: it runs in the browser only.
const Console = dynamic(() => import("./console").then(({ Console }) => Console), { ssr: false });

export default function ReactAdminPage() {
  return <Console />;
}
