using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Perron.Migrations.Postgres
{
    /// <summary>Gives the walls that were raised before the form in which the others are: which organisations an officer has is asked once a statement, and not once a row. What is written is held as before.</summary>
    public partial class WallsAskedOnce : Migration
    {
        private const string InCommune = "commune_id = nullif(current_setting('perron.commune', true), '')::uuid";
        private const string AskedOnce = "((select current_setting('perron.organisations', true) = '*') or organisation_id::text = any((select string_to_array(current_setting('perron.organisations', true), ','))::text[]))";
        private const string AskedEachTime = "(current_setting('perron.organisations', true) = '*' or organisation_id::text = any(string_to_array(current_setting('perron.organisations', true), ',')))";

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(Walls(AskedOnce));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(Walls(AskedEachTime));
        }

        private static string Walls(string inOrganisation) => $"""
            do $walls$ declare behind text; begin
              for behind in select wall.tablename from pg_policies wall where wall.policyname = 'wall' and wall.schemaname = current_schema()
                and exists (select from information_schema.columns own where own.table_schema = wall.schemaname and own.table_name = wall.tablename and own.column_name = 'organisation_id')
              loop
                execute format('alter policy wall on %I using (%s)', behind, $using${InCommune} and {inOrganisation}$using$);
              end loop;
            end $walls$;
            """;
    }
}
