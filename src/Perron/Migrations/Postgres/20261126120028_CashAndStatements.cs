using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Perron.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CashAndStatements : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "exempted_at",
                table: "payment_orders",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "exempted_by",
                table: "payment_orders",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "charge_id",
                table: "payment_attempts",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "bank_files",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    sent_by = table.Column<Guid>(type: "uuid", nullable: false),
                    read = table.Column<int>(type: "integer", nullable: false),
                    known = table.Column<int>(type: "integer", nullable: false),
                    fault = table.Column<string>(type: "text", nullable: false),
                    fault_line = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bank_files", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "bank_movements",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    statement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    cents = table.Column<int>(type: "integer", nullable: false),
                    value_on = table.Column<DateOnly>(type: "date", nullable: false),
                    communication = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    payer_account = table.Column<string>(type: "text", nullable: false),
                    payer_name = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    why = table.Column<string>(type: "text", nullable: false),
                    said_by = table.Column<Guid>(type: "uuid", nullable: true),
                    said_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bank_movements", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "bank_statements",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<string>(type: "text", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    old_cents = table.Column<long>(type: "bigint", nullable: false),
                    new_cents = table.Column<long>(type: "bigint", nullable: false),
                    says = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bank_statements", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cash_days",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    opened_by = table.Column<Guid>(type: "uuid", nullable: false),
                    float_cents = table.Column<int>(type: "integer", nullable: false),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    closed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    cash_cents = table.Column<int>(type: "integer", nullable: false),
                    card_cents = table.Column<int>(type: "integer", nullable: false),
                    counted_cents = table.Column<int>(type: "integer", nullable: false),
                    terminal_cents = table.Column<int>(type: "integer", nullable: false),
                    why = table.Column<string>(type: "text", nullable: false),
                    lines = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cash_days", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cash_lines",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day_id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    way = table.Column<string>(type: "text", nullable: false),
                    cents = table.Column<int>(type: "integer", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    officer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    slip = table.Column<string>(type: "text", nullable: false),
                    why = table.Column<string>(type: "text", nullable: false),
                    corrects = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cash_lines", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_bank_files_commune_id_sent_at",
                table: "bank_files",
                columns: new[] { "commune_id", "sent_at" });

            migrationBuilder.CreateIndex(
                name: "IX_bank_movements_commune_id_name",
                table: "bank_movements",
                columns: new[] { "commune_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_bank_movements_commune_id_state",
                table: "bank_movements",
                columns: new[] { "commune_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_bank_movements_commune_id_statement_id",
                table: "bank_movements",
                columns: new[] { "commune_id", "statement_id" });

            migrationBuilder.CreateIndex(
                name: "IX_bank_statements_commune_id_account_on_number",
                table: "bank_statements",
                columns: new[] { "commune_id", "account", "on", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_bank_statements_commune_id_file_id",
                table: "bank_statements",
                columns: new[] { "commune_id", "file_id" });

            migrationBuilder.CreateIndex(
                name: "IX_cash_days_commune_id_opened_at",
                table: "cash_days",
                columns: new[] { "commune_id", "opened_at" });

            migrationBuilder.CreateIndex(
                name: "IX_cash_days_commune_id_service_unit_id",
                table: "cash_days",
                columns: new[] { "commune_id", "service_unit_id" },
                unique: true,
                filter: "closed_at is null");

            migrationBuilder.CreateIndex(
                name: "IX_cash_lines_commune_id_corrects",
                table: "cash_lines",
                columns: new[] { "commune_id", "corrects" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_cash_lines_commune_id_day_id",
                table: "cash_lines",
                columns: new[] { "commune_id", "day_id" });

            migrationBuilder.CreateIndex(
                name: "IX_cash_lines_commune_id_order_id",
                table: "cash_lines",
                columns: new[] { "commune_id", "order_id" });

            migrationBuilder.CreateIndex(
                name: "IX_cash_lines_commune_id_service_unit_id_year_number",
                table: "cash_lines",
                columns: new[] { "commune_id", "service_unit_id", "year", "number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "bank_files");

            migrationBuilder.DropTable(
                name: "bank_movements");

            migrationBuilder.DropTable(
                name: "bank_statements");

            migrationBuilder.DropTable(
                name: "cash_days");

            migrationBuilder.DropTable(
                name: "cash_lines");

            migrationBuilder.DropColumn(
                name: "exempted_at",
                table: "payment_orders");

            migrationBuilder.DropColumn(
                name: "exempted_by",
                table: "payment_orders");

            migrationBuilder.DropColumn(
                name: "charge_id",
                table: "payment_attempts");
        }
    }
}
