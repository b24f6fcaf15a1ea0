# records.awk - records FROM to TO of an invented county, a JSON line each.
BEGIN {
	columns = split("政策文件 政策解读 规划计划 统计信息 财政预决算 行政许可 行政处罚 " \
	    "重大项目 政府采购 乡村振兴 义务教育 医疗卫生 生态环境 安全生产 " \
	    "应急管理 社会救助", column, " ")
	subjects = split("村级饮水工程管护 农村公路养护 老旧小区改造 " \
	    "残疾人康复服务 学校周边交通秩序整治 秸秆综合利用 " \
	    "小微企业融资担保", subject, " ")
	for (n = FROM; n <= TO; n++)
		printf "{\"origin\":\"%d\",\"number\":\"岚政办发〔%d〕%d号\"," \
		    "\"title\":\"岚谷县人民政府办公室关于印发《岚谷县%s" \
		    "工作三年行动实施方案》和《%d年重点任务分工" \
		    "（第%d批）》以及《考核评价和责任追究办法（试行）》的通知\",\"day\":\"%d-%02d-%02d\"," \
		    "\"kind\":\"policy\",\"column\":\"%s\",\"body\":\"各乡镇人民" \
		    "政府：现将%s工作实施方案印发给你们，请认真组织实施。\"}\n",
		    n, 2008 + n % 18, n, subject[n % subjects + 1],
		    2008 + n % 18, n, 2008 + n % 18, n % 12 + 1, n % 28 + 1,
		    column[n % columns + 1], subject[n % subjects + 1]
}
