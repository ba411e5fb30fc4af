using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Perron.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Counters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "alert",
                table: "communes",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "alert_until",
                table: "communes",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "hall_devices",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    hall_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    code_hash = table.Column<string>(type: "TEXT", nullable: true),
                    token_hash = table.Column<string>(type: "TEXT", nullable: true),
                    made_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    code_until = table.Column<DateTime>(type: "TEXT", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hall_devices", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "hall_events",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    hall_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    what = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hall_events", x => new { x.commune_id, x.hall_id, x.day, x.number });
                });

            migrationBuilder.CreateTable(
                name: "hall_requests",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    hall_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    wish = table.Column<string>(type: "TEXT", nullable: false),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    refused = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hall_requests", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "hall_visits",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    hall_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    queue = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    priority = table.Column<string>(type: "TEXT", nullable: false),
                    arrived_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    called_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    begun_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    desk = table.Column<string>(type: "TEXT", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: false),
                    told_usual = table.Column<double>(type: "REAL", nullable: true),
                    told_most = table.Column<double>(type: "REAL", nullable: true),
                    told_ahead = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hall_visits", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "halls",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    slug = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    setup = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    node_key_hash = table.Column<string>(type: "TEXT", nullable: true),
                    node_heard_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_halls", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_hall_requests_commune_id_hall_id_answered_at",
                table: "hall_requests",
                columns: new[] { "commune_id", "hall_id", "answered_at" });

            migrationBuilder.CreateIndex(
                name: "IX_hall_visits_commune_id_hall_id_arrived_at",
                table: "hall_visits",
                columns: new[] { "commune_id", "hall_id", "arrived_at" });

            migrationBuilder.CreateIndex(
                name: "IX_halls_commune_id_slug",
                table: "halls",
                columns: new[] { "commune_id", "slug" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "hall_devices");

            migrationBuilder.DropTable(
                name: "hall_events");

            migrationBuilder.DropTable(
                name: "hall_requests");

            migrationBuilder.DropTable(
                name: "hall_visits");

            migrationBuilder.DropTable(
                name: "halls");

            migrationBuilder.DropColumn(
                name: "alert",
                table: "communes");

            migrationBuilder.DropColumn(
                name: "alert_until",
                table: "communes");
        }
    }
}
