using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
namespace Perron.Bench.House;

/// <summary>
/// Fills the table of cases from one that was sent by hand: every 25th in the commune that is visited (in a million as many as a town of 40 000 files in three years), the others in 235 more;
/// one in ten is open. Always the same ones.
/// </summary>
internal sealed class ManyCases(BenchDatabase database, Guid officer)
{
    private static readonly string[] Given = ["Claire", "Ahmed", "Lieve", "Marcel", "Sophie", "Karim", "Anneke", "Pierre", "Julie", "Luc", "Nadia", "Thomas", "Fatima", "Marc", "Giulia", "Piotr", "Elise", "Benoit", "Yves", "Nora"];
    private static readonly string[] Family =
    [
        "Dubois", "Lambert", "Peeters", "Benali", "Moreau", "Fontaine", "Gillard", "Janssens", "Leroy", "Simon", "Haddad", "Lacroix", "Marchand", "Conti", "Wauters", "Delcourt", "Zeroual", "Dupriez", "Kessel", "Theissen",
        "Maes", "Jacobs", "Mertens", "Willems", "Claes", "Goossens", "Wouters", "Dupont", "Martin", "Laurent", "Nowak", "Rossi", "Ozturk", "Diallo", "Nguyen", "Popescu", "Silva", "Garcia", "Schmitz", "Hendrickx", "Verbruggen",
    ];

    /// <summary>Adds the numbers after <paramref name="from"/> up to and with <paramref name="to"/>.</summary>
    public async Task Add(int from, int to)
    {
        // The owner, with the wall down for this one statement: a wall is asked for each row.
        await using DbConnection connection = database.IsPostgres ? new NpgsqlConnection(database.Owner + ";Command Timeout=600") : new SqliteConnection(database.Connection);
        await connection.OpenAsync();
        var columns = await Columns(connection);
        if (database.IsPostgres)
        {
            await BenchDatabase.Execute(connection, "alter table cases no force row level security");
        }

        await BenchDatabase.Execute(connection, $"""
            insert into cases ({string.Join(", ", columns)})
            select {string.Join(", ", columns.Select(Expression))}
            from ({Numbers(from, to)}) as numbers cross join (select * from cases where reference not like 'N%' limit 1) as sample
            """);
        if (database.IsPostgres)
        {
            await BenchDatabase.Execute(connection, "alter table cases force row level security");
            await BenchDatabase.Execute(connection, "vacuum analyze cases");
        }
        else
        {
            await BenchDatabase.Execute(connection, "analyze");
        }
    }

    private static async Task<List<string>> Columns(DbConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "select * from cases limit 1";
        await using var reader = await command.ExecuteReaderAsync();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    private string Numbers(int from, int to) => database.IsPostgres
        ? $"select n from generate_series({from + 1}, {to}) as n"
        : $"with recursive counted(n) as (select {from + 1} union all select n + 1 from counted where n < {to}) select n from counted";

    private string Expression(string column) => column switch
    {
        "commune_id" => $"case when n % 25 = 0 then sample.commune_id else {Id("n % 235", "c")} end",
        "organisation_id" => $"case when n % 25 = 0 then sample.organisation_id else {Id("n % 235", "0")} end",
        "service_unit_id" => $"case when n % 25 = 0 then sample.service_unit_id else {Id("n % 235", "5")} end",
        "id" => Id("n", "a"),
        "citizen_id" => Id("n % 99991", "b"),
        "assigned_to" => $"case when n % 75 = 0 then {Literal(officer)} when n % 50 = 0 then null else {Id("n % 7", "f")} end",
        "reference" => "'N' || n",
        "applicant_name" => $"{Name(Given, "n / 25")} || ' ' || {Name(Family, "n / 500")}",
        "searched" => $"lower('n' || n || ' ' || {Name(Given, "n / 25")} || ' ' || {Name(Family, "n / 500")} || ' composition de menage')",
        "status" => "case when (n / 25) % 10 > 0 then 'Delivered' when n % 3 = 0 then 'WaitingCitizen' else 'Checking' end",
        "state" => "case when (n / 25) % 10 > 0 then 'delivered' when n % 3 = 0 then 'waiting-citizen' else 'checking' end",
        "closed_at" => "case when (n / 25) % 10 > 0 then sample.submitted_at end",
        "expected_on" => database.IsPostgres ? "sample.expected_on + case when (n / 25) % 10 > 0 then -(n / 25 % 700) else n / 25 % 30 - 8 end"
            : "date(sample.expected_on, (case when (n / 25) % 10 > 0 then -(n / 25 % 700) else n / 25 % 30 - 8 end) || ' days')",
        _ => $"sample.{column}",
    };

    private string Id(string number, string kind) => database.IsPostgres
        ? $"('0190{kind}000-0000-7000-8000-' || lpad(to_hex(({number})::bigint), 12, '0'))::uuid"
        : $"upper('0190{kind}000-0000-7000-8000-') || printf('%012X', {number})";

    private string Literal(Guid id) => database.IsPostgres ? $"'{id}'::uuid" : $"'{id.ToString().ToUpperInvariant()}'";

    private static string Name(string[] names, string number) =>
        $"case ({number}) % {names.Length} {string.Concat(names.Select((name, place) => string.Create(CultureInfo.InvariantCulture, $"when {place} then '{name}' ")))}end";
}
