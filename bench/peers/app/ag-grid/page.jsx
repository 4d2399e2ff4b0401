"use client";

import { AllCommunityModule, ModuleRegistry } from "ag-grid-community";
import { AgGridReact } from "ag-grid-react";
import { columns, filters } from "../_shared/subtasks";
import { useSubtasks } from "../_shared/use-subtasks";

ModuleRegistry.registerModules([AllCommunityModule]);

const columnDefs = columns.map(([field, headerName]) => ({ field, headerName }));
const rowId = ({ data }) => data.target;

export default function AgGridPage() {
  const { asked, ask, rows } = useSubtasks();
  return (
    <main>
      <p>Subtasks</p>
      {filters.map((status) => (
        <button key={status} type="button" onClick={() => ask({ status, page: 1 })}>
          {status}
        </button>
      ))}
      <AgGridReact
        columnDefs={columnDefs}
        rowData={rows}
        getRowId={rowId}
        domLayout="autoHeight"
        suppressColumnVirtualisation
      />
      <button type="button" aria-label="next page" onClick={() => ask({ ...asked, page: asked.page + 1 })}>
        Next
      </button>
    </main>
  );
}
