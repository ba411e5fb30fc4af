using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Perron.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ClaimsAndTables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "citizen_id",
                table: "awaited_parties",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "case_claims",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    claimed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_claims", x => new { x.commune_id, x.case_id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_awaited_parties_commune_id_citizen_id",
                table: "awaited_parties",
                columns: new[] { "commune_id", "citizen_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_claims");

            migrationBuilder.DropIndex(
                name: "IX_awaited_parties_commune_id_citizen_id",
                table: "awaited_parties");

            migrationBuilder.DropColumn(
                name: "citizen_id",
                table: "awaited_parties");
        }
    }
}
