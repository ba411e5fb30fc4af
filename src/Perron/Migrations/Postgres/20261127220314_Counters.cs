using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Perron.Migrations.Postgres
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
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "alert_until",
                table: "communes",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "hall_devices",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    hall_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    code_hash = table.Column<string>(type: "text", nullable: true),
                    token_hash = table.Column<string>(type: "text", nullable: true),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    code_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hall_devices", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "hall_events",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hall_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hall_events", x => new { x.commune_id, x.hall_id, x.day, x.number });
                });

            migrationBuilder.CreateTable(
                name: "hall_requests",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    hall_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    wish = table.Column<string>(type: "text", nullable: false),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    refused = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hall_requests", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "hall_visits",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    hall_id = table.Column<Guid>(type: "uuid", nullable: false),
                    queue = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    priority = table.Column<string>(type: "text", nullable: false),
                    arrived_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    called_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    begun_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    desk = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    told_usual = table.Column<double>(type: "double precision", nullable: true),
                    told_most = table.Column<double>(type: "double precision", nullable: true),
                    told_ahead = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hall_visits", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "halls",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    setup = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    node_key_hash = table.Column<string>(type: "text", nullable: true),
                    node_heard_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
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
