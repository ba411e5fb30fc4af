using System.Data.Common;
namespace Perron.Bench.House;

/// <summary>
/// Sets the stage: gives every citizen a draft like the one that was filled in by hand, so that a run measures submissions and not the pages before them.
/// </summary>
internal sealed class DraftStage(BenchDatabase database, Guid commune, string procedure)
{
    private object[] _template = [];
    private readonly List<string> _columns = [];
    private readonly List<object> _citizens = [];

    /// <summary>The commune that is visited; there is one of this slug.</summary>
    public static async Task<Guid> CommuneOf(BenchDatabase database, string slug)
    {
        await using var connection = await database.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = $"select id from communes where slug = '{slug}'";
        return await command.ExecuteScalarAsync() switch { Guid id => id, string id => Guid.Parse(id), _ => throw new InvalidOperationException($"No commune '{slug}'.") };
    }

    /// <summary>Takes the one draft there is as the template, and all who signed in as its copyists.</summary>
    public async Task<DraftStage> Read()
    {
        await using var connection = await database.Open();
        await database.Write(connection, commune, async transaction =>
        {
            var drafts = await BenchDatabase.Rows(transaction, $"select * from drafts where procedure = '{procedure}'");
            _columns.AddRange(drafts.Columns);
            _template = drafts.Rows.Single();
            _citizens.AddRange((await BenchDatabase.Rows(transaction, "select id from citizens where email like 'citoyen%@example.org'")).Rows.Select(row => row[0]));
        });
        return this;
    }

    /// <summary>Every citizen has the draft again, and nothing else.</summary>
    public async Task Set()
    {
        await using var connection = await database.Open();
        await database.Write(connection, commune, async transaction =>
        {
            await Execute(transaction, $"delete from drafts where procedure = '{procedure}'", []);
            foreach (var citizen in _citizens)
            {
                await Execute(transaction, $"insert into drafts ({string.Join(',', _columns)}) values ({string.Join(',', _columns.Select((_, at) => $"@p{at}"))})", [.. _columns.Select((column, at) => column switch
                {
                    "id" => _template[at] is Guid ? Guid.CreateVersion7() : Guid.CreateVersion7().ToString().ToUpperInvariant(),
                    "citizen_id" => citizen,
                    _ => _template[at],
                })]);
            }
        });
    }

    private static async Task Execute(DbTransaction transaction, string sql, object[] values)
    {
        await using var command = transaction.Connection!.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sql);
        foreach (var (at, value) in values.Index())
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{at}", value);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync();
    }
}
