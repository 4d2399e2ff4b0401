/** A service of a product model (sheet §11.2): what forms for commands and shadows are made from. */
export type ServiceCapability = {
  service_id: string;
  service_type: string;
  option: "Master" | "Mandatory" | "Optional";
  properties: ModelField[];
  commands: ModelCommand[];
  events: never[];
  description: string;
};

type ModelField = {
  property_name: string;
  data_type: string;
  required: boolean;
  method: string;
  enum_list?: string[];
  min?: string;
  max?: string;
  max_length?: number;
  step?: number;
  unit?: string;
};

type ModelPara = Omit<ModelField, "property_name" | "method"> & { para_name: string };

type ModelCommand = {
  command_name: string;
  paras: ModelPara[];
  responses: { response_name: string; paras: ModelPara[] }[];
};

const result: ModelCommand["responses"] = [
  { response_name: "result", paras: [{ para_name: "code", data_type: "int", required: true }] },
];

function number(name: string, method: string, unit: string, min: string, max: string): ModelField {
  return { property_name: name, data_type: "int", required: false, method, unit, min, max, step: 1 };
}

function service(id: string, properties: ModelField[], commands: ModelCommand[]): ServiceCapability {
  return {
    service_id: id,
    service_type: id,
    option: "Master",
    properties,
    commands,
    events: [],
    description: "",
  };
}

const MODELS: Record<string, ServiceCapability[]> = {
  wm: [
    service(
      "meter",
      [number("total", "R", "l", "0", "2147483647"), number("report_interval", "RW", "min", "5", "1440")],
      [
        {
          command_name: "VALVE",
          paras: [{ para_name: "open", data_type: "int", required: true, min: "0", max: "1" }],
          responses: result,
        },
      ],
    ),
  ],
  gm: [
    service(
      "gas",
      [number("total", "R", "dm3", "0", "2147483647"), number("report_hour", "RW", "h", "0", "23")],
      [
        {
          command_name: "VALVE",
          paras: [{ para_name: "open", data_type: "int", required: true, min: "0", max: "1" }],
          responses: result,
        },
      ],
    ),
  ],
  sl: [
    service(
      "light",
      [number("level", "RW", "%", "0", "100"), number("power", "R", "W", "0", "400")],
      [
        {
          command_name: "SWITCH",
          paras: [{ para_name: "state", data_type: "enum", required: true, enum_list: ["ON", "OFF"] }],
          responses: result,
        },
      ],
    ),
  ],
  pc: [
    service(
      "pump",
      [number("max_rpm", "RW", "rpm", "0", "3600")],
      [
        {
          command_name: "SET_MODE",
          paras: [
            { para_name: "mode", data_type: "enum", required: true, enum_list: ["ECO", "NORMAL", "BOOST"] },
            { para_name: "minutes", data_type: "int", required: false, min: "1", max: "1440" },
          ],
          responses: result,
        },
      ],
    ),
  ],
  gw: [
    service(
      "gateway",
      [number("poll_seconds", "RW", "s", "1", "3600")],
      [{ command_name: "REBOOT", paras: [], responses: result }],
    ),
  ],
  rs: [
    service(
      "room",
      [number("offset", "RW", "0.1 K", "-50", "50"), number("co2", "R", "ppm", "0", "9999")],
      [],
    ),
  ],
};

/** The services of the product with this node-id prefix. */
export function modelOf(prefix: string): ServiceCapability[] {
  return MODELS[prefix] ?? [];
}
