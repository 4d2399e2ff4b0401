"use client";

import { Admin, Button, DataTable, List, Pagination, Resource, useListContext } from "react-admin";
import { columns, filters, readAddress, readSubtasks } from "../_shared/subtasks";

const dataProvider = {
  getList: async (_, { pagination, filter }) => {
    const { items, page } = await readSubtasks({
      status: filter.status ?? "All",
      page: pagination.page,
      size: pagination.perPage,
    });
    return { data: items.map((item) => ({ ...item, id: item.target })), total: page.total };
  },
};

export function Console() {
  return (
    <Admin dataProvider={dataProvider} disableTelemetry>
      <Resource name="subtasks" list={Subtasks} />
    </Admin>
  );
}

function Subtasks() {
  const { size } = readAddress();
  return (
    <List
      perPage={size}
      pagination={<Pagination rowsPerPageOptions={[50, 200]} />}
      actions={<Filters />}
      storeKey={false}
      exporter={false}
    >
      <DataTable bulkActionButtons={false} rowClick={false}>
        {columns.map(([source, label]) => (
          <DataTable.Col key={source} source={source} label={label} />
        ))}
      </DataTable>
    </List>
  );
}

function Filters() {
  const { setFilters } = useListContext();
  return filters.map((status) => (
    <Button key={status} label={status} onClick={() => setFilters(status === "All" ? {} : { status })} />
  ));
}
