"use client";

import { Radio, Table } from "antd";
import { columns, filters, readAddress } from "../_shared/subtasks";
import { useSubtasks } from "../_shared/use-subtasks";

const shownColumns = columns.map(([key, title]) => ({ key, dataIndex: key, title }));

export default function AntdPage() {
  const { asked, ask, rows, total, loading } = useSubtasks();
  return (
    <main>
      <p>Subtasks</p>
      <Radio.Group
        options={filters}
        value={asked.status}
        optionType="button"
        onChange={(event) => ask({ status: event.target.value, page: 1 })}
      />
      <Table
        rowKey="target"
        columns={shownColumns}
        dataSource={rows}
        loading={loading}
        pagination={{
          current: asked.page,
          pageSize: typeof window === "undefined" ? 50 : readAddress().size,
          total,
          showSizeChanger: false,
          onChange: (page) => ask({ ...asked, page }),
        }}
      />
    </main>
  );
}
