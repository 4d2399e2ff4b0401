"use client";

import { useEffect, useState } from "react";
import { readAddress, readSubtasks } from "./subtasks";

/** One filter, one page, and the rows of the newest question. */
export function useSubtasks() {
  const [asked, ask] = useState({ status: "All", page: 1 });
  const [shown, show] = useState(null);
  useEffect(() => {
    let current = true;
    readSubtasks({ ...asked, size: readAddress().size }).then((answer) => {
      if (current) show(answer);
    });
    return () => {
      current = false;
    };
  }, [asked]);
  return { asked, ask, rows: shown?.items ?? [], total: shown?.page.total ?? 0, loading: shown === null };
}
