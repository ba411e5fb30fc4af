#pragma warning disable EF1001 // The generators are EF's seam for what a database needs beyond the model.
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;
using Npgsql.EntityFrameworkCore.PostgreSQL.Migrations;
namespace Perron.Platform.Storage;

/// <summary>
/// Raises the wall with the table, so that no migration can forget it: row-level security, forced on the owner as well,
/// by commune and, where the row has one, by organisation; rights for the role that runs the house and owns nothing.
/// </summary>
internal sealed class WalledPostgresSql(MigrationsSqlGeneratorDependencies dependencies, INpgsqlSingletonOptions options)
    : NpgsqlMigrationsSqlGenerator(dependencies, options)
{
    // After a transaction the setting is '' and not NULL; both mean: in no commune.
    private const string InCommune = "commune_id = nullif(current_setting('perron.commune', true), '')::uuid";

    // Compared as texts: SQL promises no order of evaluation, and '*' cast to an id would fail even where it is not needed.
    private const string InOrganisation =
        " and (current_setting('perron.organisations', true) = '*' or organisation_id::text = any(string_to_array(current_setting('perron.organisations', true), ',')))";

    // The same for what is read, with the setting asked once a statement and not once a row: an inbox counts thousands of them.
    private const string InOrganisationAskedOnce =
        " and ((select current_setting('perron.organisations', true) = '*') or organisation_id::text = any((select string_to_array(current_setting('perron.organisations', true), ','))::text[]))";

    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate);
        if (operation.Name.StartsWith("__", StringComparison.Ordinal))
        {
            return; // EF's own list of migrations: it holds nobody's rows, and the house has nothing to do with it
        }

        var columns = operation.Columns.Select(column => column.Name).ToHashSet();
        var rights = WalledTables.IsOnlyAppended(model, operation.Name) ? "select, insert" : "select, insert, update, delete";
        builder.AppendLine($"""
            do $$ begin if not exists (select from pg_roles where rolname = 'perron_app') then create role perron_app login; end if; end $$;
            grant {rights} on {operation.Name} to perron_app;
            """);
        if (columns.Contains("commune_id"))
        {
            var (seen, written) = columns.Contains("organisation_id") ? (InCommune + InOrganisationAskedOnce, InCommune + InOrganisation) : (InCommune, InCommune);
            builder.AppendLine($"""
                alter table {operation.Name} enable row level security;
                alter table {operation.Name} force row level security;
                create policy wall on {operation.Name} using ({seen}) with check ({written});
                """);
        }

        builder.EndCommand();
    }
}

/// <summary>On SQLite there are no rights and no row policies; triggers keep a log append-only.</summary>
internal sealed class WalledSqliteSql(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations)
    : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate);
        if (WalledTables.IsOnlyAppended(model, operation.Name))
        {
            builder.AppendLine($"create trigger {operation.Name}_update before update on {operation.Name} begin select raise(abort, '{operation.Name} is append-only'); end;");
            builder.AppendLine($"create trigger {operation.Name}_delete before delete on {operation.Name} begin select raise(abort, '{operation.Name} is append-only'); end;");
            builder.EndCommand();
        }
    }
}

internal static class WalledTables
{
    public const string OnlyAppended = "Perron:OnlyAppended";

    public static bool IsOnlyAppended(IModel? model, string table) =>
        model?.GetEntityTypes().FirstOrDefault(row => row.GetTableName() == table)?.FindAnnotation(OnlyAppended) is not null;
}
