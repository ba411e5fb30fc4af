using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Perron.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Payments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "paid_at",
                table: "cases",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "payment_asked_at",
                table: "cases",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "payment_attempts",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    provider = table.Column<string>(type: "text", nullable: false),
                    cents = table.Column<int>(type: "integer", nullable: false),
                    begun_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: true),
                    checkout = table.Column<string>(type: "text", nullable: true),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    is_paid = table.Column<bool>(type: "boolean", nullable: false),
                    refund_cents = table.Column<int>(type: "integer", nullable: false),
                    refunded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_attempts", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "payment_facts",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    cents = table.Column<int>(type: "integer", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_facts", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "payment_orders",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    cents = table.Column<int>(type: "integer", nullable: false),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    balance_cents = table.Column<int>(type: "integer", nullable: false),
                    paid_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    exempted_why = table.Column<string>(type: "text", nullable: true),
                    changes = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_orders", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_payment_attempts_commune_id_begun_at",
                table: "payment_attempts",
                columns: new[] { "commune_id", "begun_at" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_attempts_commune_id_order_id",
                table: "payment_attempts",
                columns: new[] { "commune_id", "order_id" },
                unique: true,
                filter: "closed_at is null");

            migrationBuilder.CreateIndex(
                name: "IX_payment_facts_commune_id_order_id",
                table: "payment_facts",
                columns: new[] { "commune_id", "order_id" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_facts_commune_id_source_external_id_kind",
                table: "payment_facts",
                columns: new[] { "commune_id", "source", "external_id", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_orders_commune_id_case_id",
                table: "payment_orders",
                columns: new[] { "commune_id", "case_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_orders_commune_id_number",
                table: "payment_orders",
                columns: new[] { "commune_id", "number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "payment_attempts");

            migrationBuilder.DropTable(
                name: "payment_facts");

            migrationBuilder.DropTable(
                name: "payment_orders");

            migrationBuilder.DropColumn(
                name: "paid_at",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "payment_asked_at",
                table: "cases");
        }
    }
}
