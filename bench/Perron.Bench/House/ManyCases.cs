using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Perron.Texts;
namespace Perron.Bench.House;

/// <summary>
/// Fills the table of cases, with their words and labels, from one that was sent by hand: every 25th in the commune that is visited (in a million as many as a town of 40 000 files in three years), the others in 235 more;
/// one in ten is open. Always the same ones.
/// </summary>
internal sealed class ManyCases(BenchDatabase database, Guid officer)
{
    private static readonly string[] Tables = ["cases", "case_labels", "case_words"];
    private static readonly string[] Given = ["Claire", "Ahmed", "Lieve", "Marcel", "Sophie", "Karim", "Anneke", "Pierre", "Julie", "Luc", "Nadia", "Thomas", "Fatima", "Marc", "Giulia", "Piotr", "Elise", "Benoit", "Yves", "Nora"];
    private static readonly string[] Family =
    [
        "Dubois", "Lambert", "Peeters", "Benali", "Moreau", "Fontaine", "Gillard", "Janssens", "Leroy", "Simon", "Haddad", "Lacroix", "Marchand", "Conti", "Wauters", "Delcourt", "Zeroual", "Dupriez", "Kessel", "Theissen",
        "Maes", "Jacobs", "Mertens", "Willems", "Claes", "Goossens", "Wouters", "Dupont", "Martin", "Laurent", "Nowak", "Rossi", "Ozturk", "Diallo", "Nguyen", "Popescu", "Silva", "Garcia", "Schmitz", "Hendrickx", "Verbruggen",
    ];

    /// <summary>Adds the numbers after <paramref name="from"/> up to and with <paramref name="to"/>.</summary>
    public async Task Add(int from, int to)
    {
        // The owner, with the walls down for these statements: a wall is asked for each row.
        await using DbConnection connection = database.IsPostgres ? new NpgsqlConnection(database.Owner + ";Command Timeout=900") : new SqliteConnection(database.Connection);
        await connection.OpenAsync();
        var columns = await Columns(connection);
        foreach (var table in database.IsPostgres ? Tables : [])
        {
            await BenchDatabase.Execute(connection, $"alter table {table} no force row level security");
        }

        await BenchDatabase.Execute(connection, $"""
            insert into cases ({string.Join(", ", columns)})
            select {string.Join(", ", columns.Select(Expression))}
            from ({Numbers(from, to)}) as numbers cross join (select * from cases where reference not like 'N%' limit 1) as sample
            """);
        var added = $"from (select commune_id, organisation_id, id, reference, cast(substr(reference, 2) as bigint) as n from cases where reference like 'N%') as added where n > {from}";
        await BenchDatabase.Execute(connection, $"insert into case_labels (commune_id, organisation_id, case_id, label) select commune_id, organisation_id, id, 'lot ' || n % 12 {added} and n / 25 % 20 = 0");
        foreach (var word in Words())
        {
            await BenchDatabase.Execute(connection, $"insert into case_words (commune_id, organisation_id, case_id, word) select commune_id, organisation_id, id, {word} {added}");
        }

        foreach (var table in database.IsPostgres ? Tables : [])
        {
            await BenchDatabase.Execute(connection, $"alter table {table} force row level security");
            await BenchDatabase.Execute(connection, $"vacuum analyze {table}");
        }

        if (!database.IsPostgres)
        {
            await BenchDatabase.Execute(connection, "analyze");
        }
    }

    /// <summary>The numbers of all words of a case as the house writes them, by an expression on its own number.</summary>
    private static IEnumerable<string> Words() =>
    [
        Chosen([.. Given.Select(Number)], "n / 25"), Chosen([.. Family.Select(Number)], "n / 500"), Number("composition"), Number("de"), Number("menage"),
        Number("n") + string.Concat(Enumerable.Range(1, 7).Select(digit => $" + case when length(reference) > {digit} then {Weight(digit)} * (cast(substr(reference, {digit + 1}, 1) as bigint) + 1) else 0 end")),
    ];

    private static string Number(string word) => WordNumber.Of(word.ToLowerInvariant()).ToString(CultureInfo.InvariantCulture);

    // The sign of 0 is 1: what it adds at this place is what a place is worth.
    private static long Weight(int place) => WordNumber.Of(new string('0', place + 1)) - WordNumber.Of(new string('0', place));

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
        "submitted_at" => Earlier("submitted_at", "n / 25 % 730 + 3"),
        "closed_at" => $"case when (n / 25) % 10 > 0 then {Earlier("submitted_at", "n / 25 % 730")} end",
        "changed_at" => Earlier("submitted_at", "n / 25 % 730"),
        "expected_on" => database.IsPostgres ? "sample.expected_on + case when (n / 25) % 10 > 0 then -(n / 25 % 700) else n / 25 % 30 - 8 end"
            : "date(sample.expected_on, (case when (n / 25) % 10 > 0 then -(n / 25 % 700) else n / 25 % 30 - 8 end) || ' days')",
        "dates_due_on" => database.IsPostgres ? "case when (n / 25) % 10 = 0 then sample.dates_due_on + 1 end" : "case when (n / 25) % 10 = 0 then date(sample.dates_due_on, '1 day') end", // looked at this morning; of what is over nobody asks
        _ => $"sample.{column}",
    };

    private string Id(string number, string kind) => database.IsPostgres
        ? $"('0190{kind}000-0000-7000-8000-' || lpad(to_hex(({number})::bigint), 12, '0'))::uuid"
        : $"upper('0190{kind}000-0000-7000-8000-') || printf('%012X', {number})";

    private string Literal(Guid id) => database.IsPostgres ? $"'{id}'::uuid" : $"'{id.ToString().ToUpperInvariant()}'";

    private string Earlier(string column, string days) => database.IsPostgres
        ? $"sample.{column} - ({days}) * interval '1 day' - (n % 86399) * interval '1 second'"
        : $"strftime('%Y-%m-%d %H:%M:%f', sample.{column}, '-' || ({days}) || ' days', '-' || (n % 86399) || ' seconds')";

    private static string Name(string[] names, string number) => Chosen([.. names.Select(name => $"'{name}'")], number);

    private static string Chosen(string[] values, string number) =>
        $"case ({number}) % {values.Length} {string.Concat(values.Select((value, place) => string.Create(CultureInfo.InvariantCulture, $"when {place} then {value} ")))}end";
}
