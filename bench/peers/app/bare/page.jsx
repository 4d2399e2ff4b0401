// What any page of Next costs: made for each visitor, as the console's are.
export const dynamic = "force-dynamic";

export default function BarePage() {
  return (
    <main>
      <h1>Subtasks</h1>
      <p>A page without a table, made at {new Date().toISOString()}.</p>
    </main>
  );
}
