using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Perron.Communes;
using Perron.Platform.Storage;
using Perron.Tests.Support;
namespace Perron.Tests.Architecture;

/// <summary>The walls as the database itself knows them: between communes, between organisations, around what is only appended.</summary>
public sealed class WallTests
{
    [Fact]
    public async Task Every_kind_of_row_says_why_and_how_long_it_is_kept()
    {
        await using var portal = await Portal.Open();
        var rows = await portal.InDb(null, db => Task.FromResult(db.Model.GetEntityTypes().Select(row => (Table: row.GetTableName()!, Type: row.ClrType, Kept: row.ClrType.GetCustomAttribute<RetainedAttribute>())).ToList()));
        var tables = rows.Select(row => row.Table).ToHashSet();
        Assert.Empty(rows.Where(row => row.Kept is null || (row.Kept.KeptDays <= 0 && !tables.Contains(row.Kept.With))).Select(row => row.Table));
    }

    [Fact]
    public async Task Every_row_belongs_to_a_commune_or_says_why_all_share_it()
    {
        await using var portal = await Portal.Open();
        Assert.Empty(await portal.InDb(null, db => Task.FromResult(db.Model.GetEntityTypes()
            .Where(row => !typeof(IBelongsToCommune).IsAssignableFrom(row.ClrType) && !typeof(ISharedByAll).IsAssignableFrom(row.ClrType)).Select(row => row.ClrType.Name).ToList())));
    }

    [Fact]
    public async Task On_PostgreSQL_every_table_of_a_commune_is_walled_for_its_owner_as_well()
    {
        SkipOnSqlite();
        await using var portal = await Portal.Open();
        Assert.Empty(await Ask(portal, """
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
            where c.relkind = 'r' and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'commune_id')
              and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid and p.polqual is not null and p.polwithcheck is not null))
            """));
        Assert.Empty(await Ask(portal, """
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
            where c.relkind = 'r' and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id')
              and not exists (select from pg_policy p where p.polrelid = c.oid and pg_get_expr(p.polqual, p.polrelid) like '%organisation_id%')
            """));
    }

    [Fact]
    public async Task On_PostgreSQL_the_house_runs_by_a_role_that_owns_nothing_and_passes_no_wall()
    {
        SkipOnSqlite();
        await using var portal = await Portal.Open();
        Assert.Equal(["perron_app"], await Ask(portal, "select rolname from pg_roles where rolname = current_user and not rolsuper and not rolbypassrls and not rolcreaterole"));
        Assert.Empty(await Ask(portal, "select relname from pg_class where pg_get_userbyid(relowner) = 'perron_app'"));
        Assert.Empty(await Ask(portal, "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public' where c.relkind in ('v', 'm')"));
        Assert.Empty(await Ask(portal, "select proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'public' where prosecdef"));
        Assert.Empty(await Ask(portal, "select table_name from information_schema.role_table_grants where grantee = 'perron_app' and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')"));
    }

    [Fact]
    public async Task On_PostgreSQL_no_row_is_seen_outside_a_commune_and_only_ones_own_inside()
    {
        SkipOnSqlite();
        await using var portal = await Portal.Open();
        Assert.Equal(["0"], await Ask(portal, "select count(*)::text from service_units"));
        var own = await portal.InDb(portal.Braine, db => db.Database.SqlQueryRaw<Guid>("""select distinct commune_id as "Value" from service_units""").ToListAsync());
        Assert.Equal([portal.Braine.Id.Value], own);
    }

    [Fact]
    public async Task On_PostgreSQL_a_row_for_another_commune_is_refused_by_the_database_itself()
    {
        SkipOnSqlite();
        await using var portal = await Portal.Open();
        var refused = await Assert.ThrowsAnyAsync<PostgresException>(() => portal.InDb(portal.Braine, db =>
            db.Database.ExecuteSqlAsync($"update service_units set commune_id = {portal.Boussu.Id.Value}")));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task A_row_of_another_commune_is_refused_before_it_is_written()
    {
        await using var portal = await Portal.Open();
        await Assert.ThrowsAsync<InvalidOperationException>(() => portal.InDb(portal.Braine, db =>
        {
            db.Add(new Organisation { CommuneId = portal.Boussu.Id, Slug = "intruse", Name = Texts.LocalText.Of("fr", "Intruse"), Kind = OrganisationKind.School });
            return db.SaveChangesAsync();
        }));
    }

    [Fact]
    public async Task Whoever_has_entered_no_commune_sees_no_row()
    {
        await using var portal = await Portal.Open();
        Assert.Equal(0, await portal.InDb(null, db => db.Set<ServiceUnit>().CountAsync()));
    }

    private static void SkipOnSqlite() => Assert.SkipUnless(TestDatabase.IsPostgres, "SQLite has no row-level security; there the filter and the check before saving are the wall.");

    private static async Task<List<string>> Ask(Portal portal, string sql)
    {
        await using var connection = new NpgsqlConnection(portal.Database.Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await rows.ReadAsync())
        {
            found.Add(rows.GetString(0));
        }

        return found;
    }
}
